"""What a search can lead to beside entries: the records, kinds, series, listings and fixed pages of one language.

Read into memory of the process and read again when the search cache learns of a change (`search.query.cache`). It tells
which names there are, not who may be named: visibility and numbers are asked of the database for each search.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.extensions import fixed_pages
from core.models import EntryPage
from directory.localisation import get_locales, language_of
from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from search.records.page_texts import Section, read_sections

KIND, VIEW = "kind", "view"
MODELS: tuple[type[Record], ...] = (Theme, Place, Organisation, Person)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a search can lead to: `names` of which the first is shown, and for a page its text.

    `source`: the model of a record or page, KIND or VIEW; `key`: its id, the value of the kind, or the name of the URL.
    `labels`: what it is, in the language of the page and then in the others.
    """

    source: type | str
    key: int | str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    parts: tuple = ()  # translation keys of the organisations that are a part of this one
    sections: tuple[Section, ...] = field(default=(), repr=False)


def read_catalogue(locale_id: int) -> list[Item]:
    """Return all items of a language; a query per model of records, and one per page that changed."""
    with translation.override(language_of(locale_id)):
        page = (_("Page"),)
        views = [Item(VIEW, one.name, page, _texts(one.title, *one.words)) for one in fixed_pages]
        records = [item for model in MODELS for item in _read_records(model, locale_id)]
        return [*records, *_read_kinds(), *_read_series(locale_id), *_read_pages(locale_id), *views]


def _texts(*values) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := str(value).strip())))


def _read_records(model: type[Record], locale_id: int) -> Iterator[Item]:
    """Yield the records with a page in this language, with their names in all languages and those merged into them."""
    above = "parent__translation_key" if model is Organisation else "pk"
    columns = ["pk", "translation_key", "locale_id", "name", "merged_into__translation_key", above]
    with_others = any(one.name == "other_names" for one in model._meta.concrete_fields)
    if with_others:
        columns.append("other_names")
    here: dict[object, tuple[int, str]] = {}
    names: dict[object, list[str]] = defaultdict(list)
    parts: dict[object, list] = defaultdict(list)
    rows = model.with_merged.filter(live=True).order_by("pk").values_list(*columns)
    for pk, key, locale, name, target, parent, *others in rows:
        if target is None and locale == locale_id:
            here[key] = (pk, name)
        if target is None and model is Organisation and parent:
            parts[parent].append(key)
        names[target or key] += [name, *(line for text in others for line in text.splitlines())]
    labels = _in_all_languages(lambda: (model._meta.verbose_name,))
    for key, (pk, name) in here.items():
        yield Item(model, pk, labels, _texts(name, *names[key]), tuple(dict.fromkeys(parts[key])))


def _in_all_languages(read: Callable[[], Iterable]) -> tuple[str, ...]:
    """Return texts in the active language, then in the others; the first with a capital."""
    found = list(_texts(*read()))
    for code in get_locales():
        with translation.override(code):
            found += _texts(*read())
    return _texts(capfirst(found[0]), *found)


def _read_kinds() -> Iterator[Item]:
    """Yield the kinds of entry, with their names in all languages."""
    for kind, model in EntryPage.kinds().items():
        options = model._meta
        names = _in_all_languages(
            lambda: (options.verbose_name_plural, options.verbose_name, *model.names_of_kind)  # noqa: B023 -- called here
        )
        yield Item(KIND, kind, (_("Kind"),), names)


def _read_series(locale_id: int) -> Iterator[Item]:
    """Yield the entries with entries below them."""
    series = EntryPage.objects.filter(live=True, locale_id=locale_id, numchild__gt=0)
    for pk, title in series.order_by().values_list("pk", "title"):
        yield Item(EntryPage, pk, (_("Series"),), (title,))


def _read_pages(locale_id: int) -> Iterator[Item]:
    """Yield the pages that are neither an entry nor the home page, with their text."""
    entries = Q(pk__in=EntryPage.objects.order_by().values("pk"))
    pages = Page.objects.filter(live=True, locale_id=locale_id, depth__gt=2).exclude(entries)
    for page in pages.order_by("path"):
        yield Item(Page, page.pk, (_("Page"),), (page.title,), sections=read_sections(page))
