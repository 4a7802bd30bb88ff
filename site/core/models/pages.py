"""Pages that are no entries: home page, listings, and standard pages such as the colophon."""

from copy import copy

from django.db import models
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.admin.edit_grants import EditableByGrant
from core.admin.page_form import PageForm
from core.blocks import BodyBlock
from core.entries.content_html import add_anchors
from core.listings.home import home_context
from core.listings.listing import Listing
from core.models.player_policy import PlayerPolicyMixin
from core.models.querysets import BOOKKEEPING, FastViewRestrictionsMixin, is_public, is_published
from directory.localisation import language_of
from page_cache.state import memo


def find_by_path(url_path: str, locale_id: int) -> Page | None:
    """Return the page at a path with `public` and `published`; no query while nothing changes."""
    pages = Page.objects.filter(url_path=url_path, locale_id=locale_id).defer(*BOOKKEEPING)
    with_state = pages.annotate(public=is_public(), published=is_published())
    return copy(memo.get(("path", url_path, locale_id), with_state.first))


def read_specific(page: Page) -> Page:
    """Return the specific page, with the relations of `page_select_related` joined; one query."""
    kind = page.specific_class
    if kind is None:
        return page
    relations = getattr(kind, "page_select_related", ())
    return kind._default_manager.select_related(*relations).get(pk=page.pk) if relations else page.specific


class HomePage(EditableByGrant, FastViewRestrictionsMixin, Page):
    """The home page of a language."""

    intro = models.TextField(
        _("introduction"), max_length=400, help_text=_("What is this site, in one or two sentences?")
    )

    base_form_class = PageForm
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["core.IndexPage", "core.StandardPage", "talkshows.AgendaPage", "knowledge.ExchangeIndexPage"]
    template = "core/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        """Route a page path with one query; other paths are routed by Wagtail.

        Raise Http404 when this home page is not in the active language: Wagtail would serve it under the URLs of the other.
        """
        if (translation.get_language() or "")[:2] != language_of(self.locale_id):
            raise Http404
        if path_components:
            found = find_by_path(f"{self.url_path}{'/'.join(path_components)}/", self.locale_id)
            if found is not None:
                if not found.published:
                    raise Http404
                page = read_specific(found)
                page.is_known_published = True
                page.is_known_public = bool(found.public) and not found.alias_of_id
                return page.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        """Add the lists of `core.listings.home`."""
        return {**super().get_context(request, *args, **kwargs), **home_context(self)}


class IndexPage(EditableByGrant, FastViewRestrictionsMixin, Page):
    """A listing of the entries below it, of any kind."""

    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    base_form_class = PageForm
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["core.HomePage"]
    template = "core/index_page.html"

    class Meta:
        verbose_name = _("list of entries")
        verbose_name_plural = _("lists of entries")

    def get_context(self, request, *args, **kwargs):
        """Add `listing`."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = Listing(request, below=self, locale_id=self.locale_id)
        return context


class StandardPage(EditableByGrant, PlayerPolicyMixin, FastViewRestrictionsMixin, Page):
    """A page of text that is no entry, such as the privacy statement or the colophon."""

    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    base_form_class = PageForm
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["core.HomePage"]
    subpage_types: list = []
    template = "core/standard_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request, *args, **kwargs):
        """Add `content`."""
        return {**super().get_context(request, *args, **kwargs), "content": self.render_content(request)}

    def render_content(self, request=None) -> str:
        """Return the text as HTML with ids on headings and paragraphs."""
        html = render_to_string("core/entry_content.html", {"page": self, "request": request})
        return mark_safe(add_anchors(html))
