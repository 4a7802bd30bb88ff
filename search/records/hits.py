"""Records, kinds and pages as hits of a search: what everybody may see now, with numbers that hold now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Locale, Page

from core.entries.named_people import exclude_withdrawn
from core.listings.record_entries import make_conditions
from core.models import EntryPage, IndexPage
from core.models.querysets import readable_pages
from directory.localisation import locale_for
from directory.models import Person
from directory.models.record import Record
from search.query.result_set import ResultSet
from search.records.catalogue import KIND, MODELS, VIEW, Item
from search.records.lookup import Match, Tier, find_items
from search.records.name_index import get_name_index

MAX_HITS = 5  # above the entries
MAX_PARTS = 3  # of these, found by a part of their name
MAX_TEXTS = 3  # pages found by their text, below the entries
MAX_LOOKED_AT = 30  # matches of which visibility is asked


@dataclass(frozen=True)
class RecordHit:
    """A found record, kind or page: one line, with the number of entries behind it (None: it has none of its own).

    `ref`: type and id, as in `organisation:12`; `title` and `note` are HTML with <mark>.
    """

    ref: str
    label: str
    name: str
    title: SafeString
    url: str
    number: int | None
    note: SafeString
    is_text: bool

    @property
    def match(self) -> str:
        """A record that lacks a word of the query is not shown."""
        return "whole"


@dataclass(frozen=True)
class Target:
    """What a match leads to: reference, URL, and the condition on the entries behind it (None: no number)."""

    ref: str
    url: str
    entries: Q | None = None


def find_record_hits(results: ResultSet) -> list[RecordHit]:
    """Return the records, kinds and pages for the first page of a search without filters, best first."""
    request = results.request
    if not results.query.words or results.number > 1 or any(name != "language" for name in request.filters):
        return []
    locale = locale_for(results.language)
    index = get_name_index(results.facets.index, locale.pk)
    exceptions = results.cache.curation.for_language(results.language).exceptions
    matches = find_items(index, results.query, exceptions, forgiving=not results.count)[:MAX_LOOKED_AT]
    if not matches:
        return []
    targets = _find_targets([match.item for match in matches], locale.pk)
    by_ref: dict[str, Match] = {}  # a kind and its list lead to the same page
    for match in matches:
        if match.item in targets:
            by_ref.setdefault(targets[match.item].ref, match)
    shown = _limit(list(by_ref.values()))
    numbers = _count(locale, [targets[match.item] for match in shown])
    return [_make_hit(match, targets[match.item], number) for match, number in zip(shown, numbers, strict=True)]


def _limit(matches: Sequence[Match]) -> list[Match]:
    names = [match for match in matches if match.tier == Tier.NAME]
    parts = [match for match in matches if match.tier == Tier.PART][:MAX_PARTS]
    texts = [match for match in matches if match.tier == Tier.TEXT][:MAX_TEXTS]
    return [*[*names, *parts][:MAX_HITS], *texts]


def _make_hit(match: Match, target: Target, number: int | None) -> RecordHit:
    url = f"{target.url}#{match.anchor}" if match.anchor else target.url
    label, name = match.item.labels[0], match.item.names[0]
    return RecordHit(target.ref, label, name, match.title, url, number, match.note, match.tier == Tier.TEXT)


def _find_targets(items: Sequence[Item], locale_id: int) -> dict[Item, Target]:
    """Return what everybody may see now; at most a query per model, and two for kinds."""
    found = {item: Target(f"page:{item.key}", reverse(str(item.key))) for item in items if item.source == VIEW}
    wanted: dict = {}
    for item in items:
        wanted.setdefault(item.source, {})[item.key] = item
    shown: list[Record] = []
    for model in MODELS:
        if model in wanted:
            records = list(model.objects.filter(pk__in=wanted[model], locale_id=locale_id))
            shown += exclude_withdrawn(one for one in records if one.consent) if model is Person else records
    for record, condition in zip(shown, make_conditions(shown), strict=True):
        ref = f"{record._meta.model_name}:{record.pk}"
        found[wanted[type(record)][record.pk]] = Target(ref, record.get_absolute_url(), condition)
    for page in _find_pages(wanted):
        item = wanted.get(Page, {}).get(page.pk) or wanted[EntryPage][page.pk]
        is_list = item.source is EntryPage or page.specific_class is IndexPage
        below = Q(path__startswith=page.path, depth__gt=page.depth) if is_list else None
        found[item] = Target(f"page:{page.pk}", page.url, below)
    if KIND in wanted:
        found |= _find_kinds(wanted[KIND], locale_id)
    return found


def _find_pages(wanted: dict) -> Iterable[Page]:
    pks = [*wanted.get(Page, ()), *wanted.get(EntryPage, ())]
    return readable_pages().filter(pk__in=pks) if pks else []


def _find_kinds(items: dict, locale_id: int) -> dict[Item, Target]:
    """Return where the entries of a kind are listed: on the page above them all, else in search."""
    types = {EntryPage.kinds()[kind]._meta.label_lower: item for kind, item in items.items()}
    entries = EntryPage.objects.readable().filter(locale_id=locale_id).order_by()
    models = {label.rpartition(".")[2]: label for label in types}
    rows = entries.filter(content_type__model__in=models).values_list("content_type_id", "content_type__model")
    rows = list(rows.annotate(number=Count("pk"), first=Min("path"), last=Max("path")))
    roots = {first[: 3 * Page.steplen] for _pk, _model, _number, first, _last in rows}
    lists = {page.path: page for page in readable_pages().filter(path__in=roots)} if roots else {}
    found = {}
    for pk, model, _number, first, last in rows:
        item = types[models[model]]
        page = lists.get(first[: 3 * Page.steplen]) if first[: 3 * Page.steplen] == last[: 3 * Page.steplen] else None
        listed = page is not None and page.specific_class is IndexPage
        ref, url = (f"page:{page.pk}", page.url) if page is not None and listed else ("page:search", reverse("search"))
        found[item] = Target(ref, f"{url}?kind={item.key}", Q(content_type_id=pk))
    return found


class CountOf(Subquery):
    """The number of rows of a queryset, as a column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def _count(locale: Locale, targets: Sequence[Target]) -> list[int | None]:
    """Return the number of public entries behind each target; one query."""
    conditions = {f"n{at}": one.entries for at, one in enumerate(targets) if one.entries is not None}
    if not conditions:
        return [None] * len(targets)
    entries = EntryPage.objects.readable().filter(locale_id=OuterRef("pk")).order_by()
    columns = {name: CountOf(entries.filter(one).values("pk").distinct()) for name, one in conditions.items()}
    row = Locale.objects.filter(pk=locale.pk).annotate(**columns).values(*columns).get()
    return [row.get(f"n{at}") for at in range(len(targets))]
