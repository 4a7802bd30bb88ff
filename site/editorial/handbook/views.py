"""Views of the handbook in the editing screens: contents with search, a chapter, and the section of a kind of entry."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from characters.cleaning import clean_line
from core.models import EntryPage
from editorial.handbook.reader import find_chapter, find_section, get_chapters
from editorial.handbook.search import search

LONGEST = 200  # characters of a question


def show_handbook(request: HttpRequest) -> HttpResponse:
    """Show the contents of the handbook, or the answers to a question."""
    question = clean_line(request.GET.get("q", ""))[:LONGEST].strip()
    hits = search(question) if question else None
    context = _make_context(_("Handbook"))
    return TemplateResponse(
        request, "editorial/handbook.html", {**context, "chapters": get_chapters(), "question": question, "hits": hits}
    )


def show_chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a chapter."""
    chapter = find_chapter(slug)
    if chapter is None:
        raise Http404
    context = _make_context(chapter.title)
    chapters = get_chapters()
    place = chapters.index(chapter)
    following = chapters[place + 1] if place + 1 < len(chapters) else None
    values = {**context, "chapter": chapter, "following": following}
    return TemplateResponse(request, "editorial/handbook_chapter.html", values)


def show_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Redirect to the section about a kind of entry."""
    model = EntryPage.kinds().get(kind)
    found = find_section(name_section(model)) if model is not None else None
    if found is None:
        return redirect("handbook")
    chapter, section = found
    return redirect(f"{reverse('handbook_chapter', args=[chapter.slug])}#{section.anchor}")


def name_section(model: type[EntryPage]) -> str:
    """Return the anchor of the section about a kind: the handbook is written in Dutch."""
    with override("nl"):
        return slugify(str(model._meta.verbose_name))


def _make_context(title: str) -> dict:
    return {"page_title": title, "header_title": title, "header_icon": "help", "breadcrumbs_items": []}
