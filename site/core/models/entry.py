"""The parent of everything that is published and found."""

from csp.decorators import csp_replace
from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from core import cards
from core.blocks import BodyBlock
from core.blocks.corrections import CorrectionsBlock
from core.citation import cite
from core.document_text import count_pages, show_documents
from core.documents import document_passages
from core.entry_form import EntryForm
from core.entry_relations import EntryRelations
from core.facts import Fact
from core.panels import entry_tabs
from core.passages import Passage, anchor_headings, fact_passages, find_headings, split_sections
from core.share_cards import digest
from core.visibility import CheaplyRestricted, is_public
from directory.localising import language_of
from media.models import Licence

WORDS_PER_MINUTE = 200


class EntryPageQuerySet(PageQuerySet):
    """Entries, as readers may see them."""

    def readable(self):
        """Keep what everybody may read now."""
        return self.live().filter(is_public())

    def for_cards(self, images=True, places=True):
        """Fetch with what cards show, in a number of queries that does not grow with the entries."""
        entries = self.defer("body")
        if self.model is EntryPage and (relations := cards.list_relations()):
            entries = entries.select_related(*relations)
        entries = entries.prefetch_related("places") if places else entries
        return entries.select_related("hero_image").prefetch_related("hero_image__renditions") if images else entries


EntryPageManager = PageManager.from_queryset(EntryPageQuerySet)


class EntryPage(EntryRelations, CheaplyRestricted, Page):
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
        context = super().get_context(request, *args, **kwargs)
        from core.versions import list_corrections  # noqa: PLC0415 -- uses the models

        content = self.render_content(request)
        documents = show_documents(self, request.GET.get("p", ""), request.GET.get("words") == "all")
        context.update(
            content=content,
            corrections=list_corrections(self),
            documents=documents,
            citation=cite(self, documents),
            pdf_pages=count_pages(self, documents),
            headings=[heading for heading in find_headings(content) if heading[0] == 2],
            minutes=max(1, round(len(strip_tags(content).split()) / WORDS_PER_MINUTE)),
            facts=[fact for fact in self.get_facts() if fact.values],
        )
        return context

    def serve(self, request, *args, **kwargs):
        """Serve, and let the one page that holds an embed name its player's host."""
        serve = super().serve
        if any(block.block_type == "video" for block in self.body):
            from core.blocks.media import PLAYER_HOSTS  # noqa: PLC0415 -- keeps the model file light

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
        return cards.find_own(self)

    @property
    def card_day(self):
        """The day on cards, or None while it is not known."""
        return self.display_date

    @property
    def card_places(self) -> list:
        """At most two places under a card's title, in this entry's language."""
        return self.places_here[:2]

    @property
    def licence_url(self) -> str:
        """Address of the licence's text, or empty."""
        return Licence(self.licence).url

    def get_facts(self) -> list[Fact]:
        """Return what a reader asks first; kinds add theirs in front or behind."""
        return [
            Fact(_("Place"), [Fact.link(place.name, place.get_absolute_url()) for place in self.places_here]),
            Fact(_("Themes"), [Fact.link(theme.name, theme.get_absolute_url()) for theme in self.themes_here]),
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
        """Return what a kind knows better of how it is cited: fields of `core.citation.Citation`."""
        return {}

    def get_structured_data(self) -> dict:
        """Return what a kind adds to its schema.org description; empty values are left out."""
        return {}
