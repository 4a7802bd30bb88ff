"""When failed indexing is tried again: entries by the outbox, other objects by a task of their own."""

import logging
from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch.backends import get_search_backend

from search.engines.base import EngineUnavailableError

logger = logging.getLogger("search")
MAX_RETRY_SECONDS = 20  # between two attempts: an engine that is back is up to date well within a minute


def write_object(app_label: str, model_name: str, pk: str) -> bool:
    """Write one object to Wagtail's Elasticsearch index; return whether it succeeded or is no longer needed."""
    backend = get_search_backend()
    if not hasattr(backend, "retry_write"):
        return True  # the backend was changed in the settings
    try:
        backend.retry_write(apps.get_model(app_label, model_name), pk)
    except EngineUnavailableError as error:
        logger.warning("%s %s is brought to elasticsearch later: %s", model_name, pk, error)
        return False
    return True


def next_attempt(tries: int):
    """Return the time of the next attempt, with exponential backoff."""
    return timezone.now() + timedelta(seconds=min(2 ** min(tries, 10), MAX_RETRY_SECONDS))


def is_scheduled(path: str, arguments: list) -> bool:
    """Return whether a retry with these arguments is scheduled."""
    pending = DBTaskResult.objects.filter(status="READY", task_path=path, run_after__isnull=False)
    return any(known["args"] == arguments for known in pending.values_list("args_kwargs", flat=True))
