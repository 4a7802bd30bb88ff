"""`EntryPage`: the base model of all kinds of published content."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.admin.edit_grants import EditableByGrant
from core.admin.entry_form import EntryForm
from core.admin.panels import entry_tabs
from core.blocks import BodyBlock
from core.blocks.corrections import CorrectionsBlock
from core.entries.content_html import add_anchors, split_sections
from core.entries.cover import EntryCover
from core.entries.documents import document_passages
from core.entries.facts import Fact, credit_passages, fact_passages
from core.entries.passages import Passage
from core.entries.presenter import get_page_context
from core.entries.relations import EntryRelations
from core.entries.slugs import make_free_slug
from core.extensions import card_relations
from core.models.player_policy import PlayerPolicyMixin
from core.models.querysets import EntryPageManager, FastViewRestrictionsMixin
from directory.localisation import language_of, showing_proposals
from directory.references.content import FollowsMergedRecords
from media.models import Licence


class EntryPage(
    EntryCover,
    EntryRelations,
    FollowsMergedRecords,
    EditableByGrant,
    PlayerPolicyMixin,
    FastViewRestrictionsMixin,
    Page,
):
    """Base of all kinds of entry. Listings, search and feeds find its subclasses through `kinds()`."""

    lead = models.TextField(
        _("lead"), max_length=600, help_text=_("Two or three sentences: what is this, and why would a reader go on?")
    )
    hero_image = models.ForeignKey(
        "media.SiteImage", verbose_name=_("main image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("If you choose none, the site draws a cover for this kind."),
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
    # Set when a translation is written (editorial.translations.target); readers are told.
    machine_translated = models.BooleanField(default=False, editable=False)

    is_creatable = False
    subpage_types: list = []
    parent_page_types = ["core.IndexPage"]
    objects = EntryPageManager()

    # Set by kinds; no other code names a kind.
    kind = "entry"  # value of the filter `kind` in URLs
    tab = "publication"  # modifier of the CSS class `tab`
    cover = "publication"  # drawing of the cover, a key of `covers.drawings.DRAWINGS`
    names_of_kind: tuple = ()  # what readers call the kind beside its `verbose_name`
    asked_places: Collection[str] = ()  # slugs of the places that a list was asked for, set on what it shows
    kind_synonym = ""  # what a task calls the kind, said beside its name to who has to choose one
    kind_example = ""  # beside `page_description`, for who has to choose a kind
    usual_rank: int | None = None  # place among the usual kinds, which are offered first
    calendar_fields: tuple = ()  # fields with the dates of an event, changed from the calendar of the board
    review_after: timedelta | None = timedelta(days=365)  # after its last publication it is due for review; None: never
    schema_type = "Article"
    map_kind = ""  # value of the map's filter `kind` for these entries; empty: they do not stand on the map
    csl_type = "webpage"  # in citations, a type of CSL 1.0.2
    icon = "doc-full"  # in Wagtail's admin
    contributors_anchor = ""  # id of the contributors that a kind lists elsewhere than beside the text
    page_select_related: tuple = ("hero_image",)  # relations that are joined when the page is served
    # Copied from the source of a translation at every publication, next to the relations of all entries:
    synchronized_fields: tuple = ()  # columns of the kind
    synchronized_relations: dict = {}  # {child relation: columns}
    expected_fields: tuple = ()  # fields of the kind that may be empty, and that a reader misses then
    expects_author = False  # a reader who cites the kind misses the name of who wrote it
    fault_condition: models.Q | None = None  # entries of the kind for which `get_faults()` is not empty

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

    def full_clean(self, *args, **kwargs):
        """Give a page whose title has no Latin letters a slug, as Wagtail does for other titles."""
        if self.path and not self.slug and not slugify(self.title):
            self.slug = make_free_slug(self, self.get_parent())
        super().full_clean(*args, **kwargs)

    @property
    def language(self) -> str:
        """Language code of this entry."""
        return language_of(self.locale_id)

    @staticmethod
    def kinds() -> dict[str, type["EntryPage"]]:
        """Return {`kind`: model} of all installed kinds."""
        found, pending = {}, [EntryPage]
        while pending:
            for model in pending.pop().__subclasses__():
                pending.append(model)
                if not model._meta.abstract and not model._meta.proxy:
                    found[model.kind] = model
        return found

    @cached_property
    def kind_class(self):
        """The model of this entry's kind."""
        return self.specific_class or type(self)

    @property
    def kind_label(self) -> str:
        """Name of the kind in the active language."""
        return capfirst(str(self.kind_class._meta.verbose_name))

    @property
    def kind_tab(self) -> str:
        """Modifier of the CSS class `tab` for the kind."""
        return self.kind_class.tab

    @property
    def kind_icon(self) -> str:
        """Icon of the kind in Wagtail's admin."""
        return self.kind_class.icon

    @property
    def description(self) -> str:
        """Description for search engines and share previews."""
        return self.search_description or self.lead

    def get_full_url(self, request=None) -> str:
        """Return the absolute URL under `SITE_URL`, whatever the host of the request or of Wagtail's Site."""
        url = self.get_url(request) or ""
        return url if url.startswith("http") else f"{settings.SITE_URL}{url}"

    full_url = property(get_full_url)

    def get_template(self, request, *args, **kwargs):
        """Return the template of the kind, with that of all entries as fallback."""
        return [self.template, "core/entry_page.html"]

    def get_preview_template(self, request, mode_name):
        """Return the template of the page."""
        return self.get_template(request)

    def get_context(self, request, *args, **kwargs):
        """Add the variables of `core.entries.presenter`."""
        return {**super().get_context(request, *args, **kwargs), **get_page_context(self, request)}

    def serve_preview(self, request, mode_name):
        """Serve a draft as it will be: with the records that become public with it."""
        with showing_proposals():
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response

    def render_content(self, request=None) -> str:
        """Return the content as HTML with ids on headings and paragraphs, in the language of the entry."""
        options = self._meta
        template = f"{options.app_label}/{self.template.rsplit('/', 1)[-1].removesuffix('.html')}_content.html"
        with translation.override(self.language):
            html = render_to_string([template, "core/entry_content.html"], {"page": self, "request": request})
        return mark_safe(add_anchors(html))

    def get_passages(self):
        """Yield the entry's passages: lead, sections of the content, facts, credits, then the pages of its documents."""
        yield Passage(self.title, self.lead, "", self.language, 0)
        order, text_so_far = 0, self.lead
        for order, (heading, anchor, text, marks) in enumerate(split_sections(self.render_content()), start=1):
            yield Passage(heading or self.title, text, anchor, self.language, order, marks=marks)
            text_so_far += f"\n{heading}\n{text}"
        for passage in fact_passages(self, order + 1, text_so_far):
            order = passage.order
            yield passage
        for passage in credit_passages(self, order + 1, text_so_far):
            order = passage.order
            yield passage
        yield from document_passages(self, order + 1)

    # What cards show of kinds that have it; a name that a template asks in vain costs much.
    state = ""  # with `state_label`
    owner_name = ""
    react_until = None  # the last day on which a reader can react

    @property
    def card_source(self):
        """The object with `card_day` and `state`: the joined row of the kind (`card_relations`), else this entry."""
        fetched = self._state.fields_cache
        return next((fetched[name] for name in card_relations if fetched.get(name)), self)

    card_day_field = "display_date"

    @property
    def card_day(self):
        """Date or datetime on cards; None while it is not known."""
        return getattr(self, self.card_day_field)

    @property
    def card_places(self) -> list:
        """At most two places, in this entry's language; those that the list was asked for come first (`asked_places`)."""
        return sorted(self.localized_places, key=lambda place: place.slug not in self.asked_places)[:2]

    def get_card_notes(self) -> list:
        """Return the short notes below the title on cards; kinds override this."""
        return []

    @property
    def licence_url(self) -> str:
        """URL of the licence's text, or empty."""
        return Licence(self.licence).url

    def get_facts(self) -> list[Fact]:
        """Return the facts shown beside the text; kinds add their own."""
        return [
            Fact(_("Place"), [Fact.link(place.name, place.get_absolute_url()) for place in self.localized_places]),
            Fact(_("Themes"), [Fact.link(theme.name, theme.get_absolute_url()) for theme in self.localized_themes]),
        ]

    def get_searchable_facts(self) -> list[Fact]:
        """Return the facts that become passages of the search index.

        Leave out facts that link to a record (a facet), change with time, or name a person who can withdraw consent.
        """
        return []

    def get_faults(self) -> list[str]:
        """Return the accessibility issues of the entry without its documents, as sentences for editors."""
        return []

    def get_citation(self) -> dict:
        """Return fields of `core.citations.citation.Citation` in which the kind differs."""
        return {}

    def find_moment(self, second: int) -> tuple[str, str] | None:
        """Return (anchor, time for display) of a moment of the entry's recording, or None."""
        return None

    def get_structured_data(self) -> dict:
        """Return schema.org properties of the kind; empty values are left out."""
        return {}
