"""A table of pages and languages: how the page of each language stands. A screen of it takes the same number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from editorial.translations.changes import find_differing
from editorial.translations.target import ADDRESS, with_newer_original
from editorial.workflow_state import find_waiting


@dataclass(frozen=True)
class Cell:
    """How a page stands in a language, in words, and where it is edited or begun; `state` is a word for scripts."""

    state: str  # original, missing, copy, begun, whole
    words: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A page in all languages; the cells stand in the order of the languages."""

    title: str
    cells: tuple[Cell, ...]


def list_pages(missing: bool = False) -> QuerySet:
    """Return the pages that were not made as translations, the last changed first; with `missing` those that lack a language."""
    made = Translation.objects.filter(source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"))
    pages = Page.objects.filter(depth__gt=1, alias_of=None).filter(~Exists(made)).select_related("locale")
    if missing:
        same = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None).order_by()
        number = same.values("translation_key").annotate(number=Count("pk")).values("number")
        pages = pages.annotate(languages=number).filter(languages__lt=Locale.objects.count())
    # A page that two languages have on their own stands there once, by its oldest.
    older = Page.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"), alias_of=None)
    is_made = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    pages = pages.filter(~Exists(older.filter(~Exists(is_made))))
    return pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")


def make_rows(pages: Iterable[Page], locales: list[Locale], may_begin: bool) -> list[Row]:
    """Return the rows of some pages."""
    originals = list(pages)
    keys = [page.translation_key for page in originals]
    versions = Page.objects.filter(translation_key__in=keys).select_related("locale")
    found = {(page.translation_key, page.locale_id): page for page in versions}
    numbers = _count_texts(keys)
    waiting = {step.page.pk: step for step in find_waiting(pages=[page.pk for page in found.values()])}
    stale = _find_stale(keys)
    rows = []
    for original in originals:
        cells = []
        for locale in locales:
            place = (original.translation_key, locale.pk)
            page = found.get(place)
            cells.append(
                _describe(
                    page, original, numbers.get(place), waiting.get(page.pk if page else 0), place in stale, may_begin
                )
            )
        rows.append(Row(original.get_admin_display_title(), tuple(cells)))
    return rows


def _count_texts(keys: list[UUID]) -> dict[tuple, tuple[int, int, int]]:
    """Return {(translation key, id of the language): (texts, translated, of these by a machine)}; one query for each language."""
    found = {}
    locales = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    for locale_id in sorted(set(locales.values_list("target_locale", flat=True))):
        texts = StringTranslation.objects.filter(
            translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale_id, has_error=False
        )
        by_machine = texts.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        segments = (
            StringSegment.objects.filter(
                source__object_id__in=keys,
                source__translations__target_locale=locale_id,
                source__translations__enabled=True,
            )
            .exclude(context__path=ADDRESS)
            .annotate(is_translated=Exists(texts), is_by_machine=Exists(by_machine))
        )
        counted = segments.order_by().values("source__object_id").annotate(
            number=Count("pk"), translated=Count("pk", filter=Q(is_translated=True)),
            machine=Count("pk", filter=Q(is_by_machine=True)),
        )  # fmt: skip
        for row in counted:
            found[row["source__object_id"], locale_id] = (row["number"], row["translated"], row["machine"])
    return found


def _find_stale(keys: list[UUID]) -> set[tuple]:
    """Return (translation key, id of the language) of translations whose original has changed since.

    It was published after they last took it over; or they took it over, and no version has what changed.
    """
    translations = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    found = set(with_newer_original(translations).values_list("source__object_id", "target_locale"))
    version = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale=OuterRef("target_locale"),
        latest_revision_created_at__lt=OuterRef("source__last_updated_at"),
    )  # fmt: skip
    taken_over = translations.annotate(version=Subquery(version.values("latest_revision")[:1]))
    unwritten = list(taken_over.exclude(version=None).select_related("source"))
    differing = find_differing(unwritten)
    return found | {(one.source.object_id, one.target_locale_id) for one in unwritten if one.pk in differing}


def _describe(page: Page | None, original: Page, numbers, step, is_stale: bool, may_begin: bool) -> Cell:
    if page is None:
        url = reverse("wagtail_localize:submit_page_translation", args=[original.pk]) if may_begin else ""
        return Cell("missing", (_("not there yet"),), url)
    words = [_say_public(page)]
    if step is not None:
        words.append(_("waits for: %(task)s") % {"task": step.holder})
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if page.pk == original.pk:
        return Cell("original", (_("original"), *words), url)
    if page.alias_of_id:
        return Cell("copy", (_("shows the original, untranslated"), *words), url)
    if numbers is None:
        return Cell("whole", (_("a page of its own"), *words), url)
    number, translated, machine = numbers
    told = [_("%(translated)d of %(number)d texts") % {"translated": translated, "number": number}]
    if machine:
        told.append(_("%(number)d by a machine") % {"number": machine})
    if is_stale:
        told.append(_("the original has changed since"))
    return Cell("whole" if translated == number else "begun", (*told, *words), url)


def _say_public(page: Page) -> str:
    if not page.live:
        return _("draft")
    return _("on the site, with a newer draft") if page.has_unpublished_changes else _("on the site")
