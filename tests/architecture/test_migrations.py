"""Our migrations were squashed once: one per app, and a site that ran those of before goes on."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# The migrations of before the squash, as the table `django_migrations` of a site names them.
BEFORE = {
    "accounts": ["0001_initial"],
    "media": ["0001_initial", "0002_public_collection", "0003_pdf_pages", "0004_image_words_in_english"],
    "directory": ["0001_initial", "0002_initial"],
    "core": [
        "0001_initial", "0002_initial", "0003_initial", "0004_roles_and_collections", "0005_corrections", "0006_newest",
    ],
    "knowledge": ["0001_initial", "0002_kinds", "0003_translated_courses", "0004_closed_courses"],
    "talkshows": [
        "0001_initial", "0002_gatherings", "0003_recordings", "0004_consent_rights", "0005_part_that_may_stay",
    ],
    "publications": ["0001_initial", "0002_kinds"],
    "search": [
        "0001_initial", "0002_marks", "0003_engines", "0004_rooms_editing", "0005_rooms_rights", "0006_stock_index",
    ],
}  # fmt: skip
KEYS = [(app, name) for app, names in BEFORE.items() for name in names]
OURS = [*BEFORE, "editorial"]
SINCE = ["maps", "page_cache", "subscriptions"]  # apps that came after the squash


@pytest.fixture(scope="module")
def disk(django_db_setup, django_db_blocker) -> dict:
    """Return {(app, name): migration} of what lies on the disk; a migration of wagtail-localize asks the database."""
    with django_db_blocker.unblock():
        return MigrationLoader(None, ignore_no_migrations=True).disk_migrations


@pytest.mark.parametrize("app", OURS)
def test_app_starts_with_one_migration(disk, app):
    squashed = [migration for (label, _name), migration in disk.items() if label == app and migration.replaces]
    assert len(squashed) == (0 if len(BEFORE.get(app, [app])) == 1 else 1)
    first = [name for (label, name), migration in disk.items() if label == app and migration.initial]
    assert len(first) == 1


@pytest.mark.parametrize("app", [app for app, names in BEFORE.items() if len(names) > 1])
def test_squashed_migration_replaces_all_of_before(disk, app):
    (replaced,) = [
        migration.replaces for (label, _name), migration in disk.items() if label == app and migration.replaces
    ]
    assert replaced == [(app, name) for name in BEFORE[app]]
    assert [key for key in disk if key in replaced] == []


@pytest.mark.parametrize("app", OURS)
def test_later_migration_takes_no_number_of_before(disk, app):
    numbers = [name[:4] for (label, name), migration in disk.items() if label == app and not migration.initial]
    assert [number for number in numbers if number <= BEFORE.get(app, ["0001"])[-1][:4]] == []


@pytest.mark.django_db
def test_site_of_before_has_only_what_is_new_to_do(disk):
    rows = MigrationRecorder(connection).migration_qs
    rows.filter(app__in=[*OURS, *SINCE]).delete()
    rows.bulk_create(rows.model(app=app, name=name) for app, name in KEYS)
    executor = MigrationExecutor(connection)
    planned = {
        (step.app_label, step.name) for step, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    }
    apps_of_ours = {*OURS, *SINCE}
    later = {key for key, step in disk.items() if key[0] in apps_of_ours and not step.replaces and key not in KEYS}
    assert planned == later
    executor.loader.check_consistent_history(connection)
    executor.check_replacements()
    recorded = set(rows.values_list("app", "name"))
    assert {key for key, migration in disk.items() if key[0] in OURS and migration.replaces} <= recorded


@pytest.mark.django_db
def test_tables_of_all_models_are_there():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    tables = set(connection.introspection.table_names())
    models = apps.get_models(include_auto_created=True)
    assert {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy} - tables == set()
