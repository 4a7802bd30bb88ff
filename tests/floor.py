"""What every test stands on: what migrations made, and the background work."""

from importlib import import_module

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, Locale, Page

from directory.localisation import forget_locales
from editorial.groups import ensure_roles

FLUSHED: list = []  # filled by tests after which the database is emptied


def restore_floor() -> None:
    """Make again what migrations made and a flushed database lost: root page and collection, locales, roles."""
    cache.clear()
    forget_locales()
    locale, _made = Locale.objects.get_or_create(language_code="nl")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page))
    made_permission = import_module("wagtail_localize.migrations.0006_create_submit_translation_permission")
    made_permission.create_submit_translation_permission(apps, None)
    ensure_roles()


def do_work() -> None:
    """Do all waiting background work as a worker does it, within the test's own transaction."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim(worker.worker_id)
        worker.run_task(waiting)
    # Wagtail's own tasks fail when what they are about is gone by then; ours may not.
    failed = DBTaskResult.objects.failed().exclude(exception_class_path__endswith="DoesNotExist").first()
    assert failed is None, failed.traceback
