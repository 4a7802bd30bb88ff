"""Saved searches that filter on a record: a use of it that no relation shows."""

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import ngettext

from core.filters.definitions import RECORD_MODELS
from search.saved_searches.kind import SAVED_SEARCH
from subscriptions.models import Subscription


def count_saved_searches(records: list) -> list[tuple[str, int]]:
    """Return the number of readers' saved searches that filter on one of the records; no reader is told. One query."""
    name = next((name for name, model in RECORD_MODELS.items() if isinstance(records[0], model)), None)
    if name is None:
        return []
    slugs, condition = {record.slug for record in records}, Q()
    for slug in slugs:
        condition |= Q(subject__contains=f"{name}={slug}")
    saved = Subscription.objects.filter(condition, kind=SAVED_SEARCH)
    queries = saved.values_list("subject", flat=True)
    number = sum(not slugs.isdisjoint(QueryDict(query).getlist(name)) for query in queries)
    return [(ngettext("saved search of a reader", "saved searches of readers", number), number)]
