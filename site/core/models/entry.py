"""The parent of everything that is published and found."""

from csp.decorators import csp_replace
from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.admin.entry_form import EntryForm
from core.admin.panels import entry_tabs
from core.blocks import BodyBlock
from core.blocks.corrections import CorrectionsBlock
from core.blocks.media import PLAYER_HOSTS
from core.entries.documents import document_passages
from core.entries.facts import Fact
from core.entries.passages import Passage, anchor_headings, fact_passages, split_sections
from core.entries.presenter import page_context, shows_video
from core.entries.relations import EntryRelations
from core.extensions import card_relations
from core.metadata.share_image import digest
from core.models.querysets import EntryPageManager, FastViewRestrictionsMixin
from directory.localisation import language_of
from media.models import Licence


class EntryPage(EntryRelations, FastViewRestrictionsMixin, Page):
    """An entry of any kind: what all kinds share. Kinds subclass it and appear everywhere by themselves."""

    lead = models.TextField(
        _("lead"), max_length=600, help_text=_("Two or three sentences: what is this, and why would a reader go on?")
    )
    hero_image = models.ForeignKey(
        "media.SiteImage", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Empty: the site draws a cover for this kind."),
    )  # fmt: skip
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    themes = ParentalManyToManyField("directory.Theme", verbose_name=_("themes"), blank=True, related_name="entries")
    places = ParentalManyToManyField(
        "directory.Place", verbose_name=_("places"), blank=True, related_name="entries",
        help_text=_("The smallest place that fits; what it lies in follows by itself."),
    )  # fmt: skip
    display_date = models.DateField(
        _("date"), default=timezone.localdate, db_index=True, help_text=_("Shown to readers, and the order of lists.")
    )
    licence = models.CharField(_("licence of the text"), max_length=30, choices=Licence, default=Licence.CC_BY)
    featured = models.BooleanField(_("featured"), default=False, help_text=_("May stand large on the home page."))
    corrections = StreamField(CorrectionsBlock(), verbose_name=_("corrections"), blank=True)
    example_note = models.CharField(
        _("what is invented"), max_length=200, blank=True,
        help_text=_("For example content: readers see “Example” with this explanation."),
    )  # fmt: skip

    is_creatable = False
    subpage_types: list = []
    parent_page_types = ["core.IndexPage"]
    objects = EntryPageManager()

    # What a kind says of itself; no other code names a kind.
    kind = "entry"  # value of the filter `kind`
    tab = "publication"  # hatch and place of the index card's tab
    cover = "publication"  # drawing where there is no photo
    schema_type = "Article"
    icon = "doc-full"  # in the editing screens
    read_with: tuple = ("hero_image",)  # relations that every reading of the page needs
    # What a translation takes over from its source at every publication, beside the relations of all entries:
    followed_fields: tuple = ()  # columns of the kind
    followed_rows: dict = {}  # {child relation: columns}
    faulty: models.Q | None = None  # which entries of the kind have a fault of `get_faults()`

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("display_date"),
    ]
    base_form_class = EntryForm
    edit_handler = entry_tabs([])

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["-featured", "-display_date", "-page_ptr"], name="entry_newest")]  # as on home

    @property
    def language(self) -> str:
        """Language code of this entry."""
        return language_of(self.locale_id)

    @staticmethod
    def kinds() -> dict[str, type["EntryPage"]]:
        """Return {value of the filter `kind`: class} of every kind of entry that is installed."""
        found, pending = {}, [EntryPage]
        while pending:
            for model in pending.pop().__subclasses__():
                pending.append(model)
                if not model._meta.abstract and not model._meta.proxy:
                    found[model.kind] = model
        return found

    @property
    def kind_class(self):
        """The class of this entry's kind, also when only the parent row was read; no query."""
        return self.specific_class or type(self)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return capfirst(self.kind_class._meta.verbose_name)

    @property
    def kind_tab(self) -> str:
        """Style of the tab."""
        return self.kind_class.tab

    @property
    def kind_icon(self) -> str:
        """Icon of the kind in the editing screens."""
        return self.kind_class.icon

    @property
    def cover_url(self) -> str:
        """Address of the drawn cover."""
        return reverse("cover", args=[self.kind_class.cover, self.translation_key.int % 997])

    @property
    def share_number(self) -> int:
        """The number that chooses sky and ground of the share card."""
        return self.translation_key.int % 997

    @property
    def share_digest(self) -> str:
        """What names the share card: another title, another name."""
        with translation.override(self.language):
            return digest(self.title, self.kind_label, self.share_number)

    @property
    def share_url(self) -> str:
        """Path of the drawn share card."""
        return reverse("share_card", args=[self.pk, self.share_digest])

    @property
    def description(self) -> str:
        """What search engines and share cards say."""
        return self.search_description or self.lead

    def get_full_url(self, request=None) -> str:
        """Return the address with the site's own name, whatever name the request or Wagtail's site record has."""
        url = self.get_url(request) or ""
        return url if url.startswith("http") else f"{settings.SITE_URL}{url}"

    full_url = property(get_full_url)

    def get_template(self, request, *args, **kwargs):
        """A kind without a template of its own uses the one of all entries."""
        return [self.template, "core/entry_page.html"]

    def get_preview_template(self, request, mode_name):
        """The preview is the page."""
        return self.get_template(request)

    def get_context(self, request, *args, **kwargs):
        """Add the rendered content and its headings."""
        return {**super().get_context(request, *args, **kwargs), **page_context(self, request)}

    def serve(self, request, *args, **kwargs):
        """Serve, and let the one page that holds an embed name its player's host."""
        serve = super().serve
        if shows_video(self):
            serve = csp_replace({"frame-src": PLAYER_HOSTS})(serve)
        return serve(request, *args, **kwargs)

    def render_content(self, request=None) -> str:
        """Return the entry's own words as HTML with an id on every heading."""
        options = self._meta
        own = f"{options.app_label}/{self.template.rsplit('/', 1)[-1].removesuffix('.html')}_content.html"
        with translation.override(self.language):
            html = render_to_string([own, "core/entry_content.html"], {"page": self, "request": request})
        return mark_safe(anchor_headings(html))

    def get_passages(self):
        """Yield the entry's passages: lead, sections of the content, short answers, then the pages of its documents."""
        yield Passage(self.title, self.lead, "", self.language, 0)
        order, said = 0, self.lead
        for order, (heading, anchor, text) in enumerate(split_sections(self.render_content()), start=1):
            yield Passage(heading or self.title, text, anchor, self.language, order)
            said += f"\n{heading}\n{text}"
        for passage in fact_passages(self, order + 1, said):
            order = passage.order
            yield passage
        yield from document_passages(self, order + 1)

    @property
    def on_card(self):
        """What knows the day that stands on cards, `card_day`, and the `state` beside it: this entry, or the row of its kind."""
        known = self._state.fields_cache
        return next((known[name] for name in card_relations if known.get(name)), self)

    @property
    def card_day(self):
        """The day on cards, or None while it is not known."""
        return self.display_date

    @property
    def card_places(self) -> list:
        """At most two places under a card's title, in this entry's language."""
        return self.localized_places[:2]

    @property
    def licence_url(self) -> str:
        """Address of the licence's text, or empty."""
        return Licence(self.licence).url

    def get_facts(self) -> list[Fact]:
        """Return what a reader asks first; kinds add theirs in front or behind."""
        return [
            Fact(_("Place"), [Fact.link(place.name, place.get_absolute_url()) for place in self.localized_places]),
            Fact(_("Themes"), [Fact.link(theme.name, theme.get_absolute_url()) for theme in self.localized_themes]),
        ]

    def get_worded_facts(self) -> list[Fact]:
        """Return those of the facts that are words of this entry alone, so that search finds them.

        Not what leads to a record (a facet), what the clock changes, or the name of somebody who may take it back.
        """
        return []

    def get_faults(self) -> list[str]:
        """Return what keeps the entry itself, its documents aside, from being accessible; sentences for its editor."""
        return []

    def get_card_notes(self) -> list:
        """Return the short notes under a card's title."""
        return []

    def get_citation(self) -> dict:
        """Return what a kind knows better of how it is cited: fields of `core.entries.citation.Citation`."""
        return {}

    def get_structured_data(self) -> dict:
        """Return what a kind adds to its schema.org description; empty values are left out."""
        return {}
