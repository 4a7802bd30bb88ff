"""The base model of records of the directory."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Locale, RevisionMixin, TranslatableMixin
from wagtail.search import index

from directory.forms import RecordForm
from directory.localisation import language_of


class CurrentRecords(models.Manager):
    """The records that were not merged into another, proposals included: what forms, choosers and merges have."""

    def get_queryset(self):
        """Return the records without the merged ones."""
        return super().get_queryset().filter(merged_into=None)


class PublicRecords(CurrentRecords):
    """The records that everybody may see: the one rule of all public pages, lists, feeds, searches and files."""

    use_in_migrations = True  # so that those of other apps find `objects` too

    def get_queryset(self):
        """Return the current records without those that are proposed, refused or taken off the site."""
        return super().get_queryset().filter(live=True)


class Record(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """A translatable record with a name, a slug per language and a public page.

    `objects` has the public ones. A record that is proposed from within an entry is not public before that entry is, or
    before a chief editor says so (docs/decisions/0064); a public one has no draft: what is saved of it is public at once. A
    record that is merged into another stays, as a pointer to it, for older versions and the old address
    (docs/decisions/0042). `with_proposals` leaves only those out, `with_merged` has all.
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("Last part of the web address. Leave empty to use the name."),
    )

    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, editable=False, on_delete=models.CASCADE,
        related_name="merged_from",
    )  # fmt: skip

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True, editable=False)
    refusal = models.CharField(_("why it was refused"), max_length=300, blank=True, editable=False)

    base_form_class = RecordForm
    same_everywhere: tuple[str, ...] = ()  # fields that a form changes in every language of the record
    filled_by_merge: tuple[str, ...] = ()  # public fields that a merge fills from the other record where they are empty
    route = ""  # name of the URL pattern of the public page

    with_proposals = CurrentRecords()  # the default manager, because it is the first
    objects = PublicRecords()
    with_merged = models.Manager()  # noqa: DJ012 -- a third manager

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        """Save, with a free slug from the name when the slug is empty; what is public is refused no more.

        A new translation of a public record is public: wagtail-localize makes it as a draft, as it does with pages.
        """
        if self._state.adding and not self.live:
            self.live = type(self).objects.filter(translation_key=self.translation_key).exists()
        if self.live:
            self.refused_at, self.refusal = None, ""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the URL path of the public page, in the language of the record."""
        with translation.override(self.language):
            return reverse(self.route, args=[self.slug])

    def save_revision(self, *args, **kwargs):
        """Save a version; of a public record it is published at once. Older versions are not kept: they may name people."""
        revision = super().save_revision(*args, **kwargs)
        if self.live:
            revision.publish(user=kwargs.get("user"), skip_permission_checks=True)
            self.refresh_from_db()
        self.revisions.exclude(pk=revision.pk).delete()
        return revision

    def get_latest_revision_as_object(self):
        """Return the record itself: its row has what was saved last, public or not."""
        return self

    def get_translations(self, inclusive: bool = False):
        """Return the translations of the record, those that are not public too."""
        found = type(self).with_proposals.filter(translation_key=self.translation_key)
        return found if inclusive else found.exclude(pk=self.pk)

    @property
    def is_proposal(self) -> bool:
        """Whether the record waits for a decision: it is not public, and nobody refused it."""
        return not self.live and self.refused_at is None and self.merged_into_id is None

    def clean(self):
        """Refuse a slug that leads from a merged record to the one that it became."""
        super().clean()
        taken = type(self).with_merged.filter(locale_id=self.locale_id, slug=self.slug).exclude(merged_into=None)
        other = taken.exclude(pk=self.pk).select_related("merged_into").first() if self.slug else None
        if other is not None:
            text = _("This address leads from “%(old)s” to “%(new)s”, into which it was merged. Choose another one.")
            raise ValidationError({"slug": text % {"old": other, "new": other.merged_into}})

    def _free_slug(self) -> str:
        stem = slugify(self.name)[:110] or self._meta.model_name
        taken = set(
            type(self)
            .with_merged.filter(locale_id=self.locale_id or Locale.get_default().pk, slug__startswith=stem)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        number = 2
        slug = stem
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        return slug

    @property
    def language(self) -> str:
        """Language code of this record."""
        return language_of(self.locale_id)

    @property
    def choice_note(self) -> str:
        """Text that distinguishes records of the same name, for editors."""
        return ""
