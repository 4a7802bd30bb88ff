"""Saved searches follow a record to its new slug: their filters name it."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import QueryDict

from core.filters.definitions import RECORD_MODELS
from directory.localisation import locale_for
from directory.models.record import Record
from search.query.request import SearchRequest
from search.saved_searches.kind import SAVED_SEARCH
from subscriptions.models import Subscription, make_identity


def remember_slug(sender, instance: Record, **kwargs) -> None:
    """Keep the slug of a record before it is saved."""
    stored = sender.with_merged.filter(pk=instance.pk)
    instance.former_slug = stored.values_list("slug", flat=True).first() if instance.pk else None


def follow_slug(sender, instance: Record, **kwargs) -> None:
    """Let saved searches name a record by the slug that it was saved with."""
    former = getattr(instance, "former_slug", None)
    if former and former != instance.slug:
        rename(instance, former)


@transaction.atomic
def rename(record: Record, former: str) -> None:
    """Replace the former slug of a record in saved searches, by its slug in the language of each."""
    name = next(name for name, model in RECORD_MODELS.items() if isinstance(record, model))
    model, named = type(record), urlencode({name: former})
    for subscription in Subscription.objects.filter(kind=SAVED_SEARCH, subject__contains=named):
        query, language = QueryDict(subscription.subject), subscription.language
        here = model.objects.filter(locale=locale_for(language))
        is_other = here.filter(slug=former).exclude(translation_key=record.translation_key).exists()
        if former in query.getlist(name) and not is_other:
            own = here.filter(translation_key=record.translation_key).values_list("slug", flat=True).first()
            request = SearchRequest.from_query(query, language)
            values = [own or record.slug if value == former else value for value in request.filters[name]]
            request = request.with_filters({**request.filters, name: tuple(dict.fromkeys(values))})
            _store(subscription, request.query_string(page=1)[:2000])


def _store(subscription: Subscription, subject: str) -> None:
    """Store another subject; of two that are the same then, the confirmed one stays."""
    identity = make_identity(SAVED_SEARCH, subject, subscription.language, subscription.email)
    same = Subscription.objects.filter(identity=identity).exclude(pk=subscription.pk).first()
    if same is not None and (same.confirmed_at or not subscription.confirmed_at):
        subscription.delete()
        return
    if same is not None:
        same.delete()
    Subscription.objects.filter(pk=subscription.pk).update(subject=subject, identity=identity)
