"""Objects that Wagtail's own index could not take: brought again until it does. See search.wagtail_backends.elasticsearch."""

import logging
from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch.backends import get_search_backend

from search.engines.base import EngineUnavailableError

logger = logging.getLogger("search")
MAX_RETRY_SECONDS = 20  # seconds between two tries


def write_object(app_label: str, model_name: str, pk: str) -> bool:
    """Write or take out one object; return whether that worked, or is no longer needed."""
    backend = get_search_backend()
    if not hasattr(backend, "write_again"):
        return True  # another engine was chosen meanwhile
    try:
        backend.retry_write(apps.get_model(app_label, model_name), pk)
    except EngineUnavailableError as error:
        logger.warning("%s %s is brought to elasticsearch later: %s", model_name, pk, error)
        return False
    return True


def next_attempt(tries: int):
    """Return when to try again."""
    return timezone.now() + timedelta(seconds=min(2 ** min(tries, 10), MAX_RETRY_SECONDS))


def is_scheduled(path: str, arguments: list) -> bool:
    """Whether the worker comes back for this object by itself."""
    pending = DBTaskResult.objects.filter(status="READY", task_path=path, run_after__isnull=False)
    return any(known["args"] == arguments for known in pending.values_list("args_kwargs", flat=True))
