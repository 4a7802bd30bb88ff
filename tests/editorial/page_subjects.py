"""Pages in every state that matters to who may change them, each with its translation in the same state."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from tests import factories
from tests.publishing import submit

# Own: of the role that asks. A waiting page and a live one are its own too, which gives most. A shared one is another's, who lets
# the role write with them.
OF_OTHERS = {"draft of another", "shared draft"}
STATES = ["own draft", "draft of another", "shared draft", "waiting", "live", "planned", "locked"]


class Subject:
    """A page and its English translation in one state; `page` is the one that is asked about."""

    def __init__(self, state: str, parent, elsewhere, author, locale: Locale, image):
        self.state, self.elsewhere = state, elsewhere
        values = {"parent": parent, "publish": False, "owner": author, "hero_image": image}
        self.original = factories.CasePageFactory(title=f"Zaak {state}", **values)
        self.untranslated = factories.CasePageFactory(title=f"Alleen {state}", **values)
        if state == "live":
            self.original.latest_revision.publish()
        source, _made = TranslationSource.update_or_create_from_instance(self.original)
        self.translation = Translation.objects.create(source=source, target_locale=locale)
        self.translation.save_target(publish=False)
        self.english = self.translation.get_target_instance()
        self.english.slug = f"case-{state.replace(' ', '-')}"
        self.english.save_revision()
        for page in (self.original, self.english):
            self._bring(page, author)
        self._translate(author, locale)
        self.alias = Page.objects.get(pk=self.original.pk).create_alias(
            parent=elsewhere, update_slug=f"alias-{state[:4]}"
        )
        if state == "draft of another":
            Translation.objects.filter(pk=self.translation.pk).update(enabled=False)

    def _bring(self, page, author) -> None:
        """Bring a page into the state."""
        page = Page.objects.get(pk=page.pk).specific
        if self.state == "live":
            page.latest_revision.publish()
            page.refresh_from_db()
            page.title = f"{page.title}, nieuwe versie"
            page.save_revision(user=author)
        elif self.state == "waiting":
            submit(page, author)
        elif self.state == "own draft":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        elif self.state == "locked":
            Page.objects.filter(pk=page.pk).update(locked=True, locked_by=author)
        elif self.state == "planned":
            page.go_live_at = timezone.now() + timedelta(days=1)
            page.save_revision(user=author).publish()

    def _translate(self, author, locale) -> None:
        """Translate a text that no version has yet."""
        self.string = self.translation.source.stringsegment_set.filter(context__path="title").first()
        self.override = self.translation.source.overridablesegment_set.first()
        SegmentOverride.objects.create(context=self.override.context, locale=locale, data_json=self.override.data_json)
        StringTranslation.objects.create(
            translation_of=self.string.string, context=self.string.context, locale=locale, data="English title",
            last_translated_by=author,
        )  # fmt: skip

    @property
    def pages(self) -> list:
        """The original and its translation, read anew."""
        return [Page.objects.get(pk=page.pk).specific for page in (self.original, self.english)]

    def samples(self, page) -> dict:
        """Return the parts of addresses that name this page and its translation."""
        task = page.current_workflow_task_state or self.original.current_workflow_task_state
        return {
            "revision_id": page.revisions.order_by("created_at").first().pk,
            **({"task_state_id": task.pk} if task else {}),
            "translation_id": self.translation.pk,
            "translation_source_id": self.translation.source_id,
            "string_segment_id": self.string.pk,
            **({"overridable_segment_id": self.override.pk} if self.override else {}),
        }
