"""Models and tasks get the field's names: tables, permissions and waiting task rows follow."""

from django.db import migrations

MODELS = {
    "Change": "IndexUpdate",
    "MemoryChange": "CacheInvalidation",
    "AskedQuery": "LoggedQuery",
    "Invariant": "RankingExpectation",
}
TASKS = {
    "search.tasks.drain": "search.tasks.drain_outbox",
    "search.tasks.mend": "search.tasks.repair_index",
    "search.tasks.index_again": "search.tasks.retry_object",
    "search.tasks.refresh_below": "search.tasks.reindex_tree",
    "search.mail_tasks.ask_to_confirm": "search.saved_searches.tasks.send_confirmation",
    "search.mail_tasks.daily": "search.saved_searches.tasks.daily",
}


def rename_permissions(apps, schema_editor):
    """Give the permissions of the models their new names, so that groups keep them."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for old, new in MODELS.items():
        for action in ("add", "change", "delete", "view"):
            known = permissions.filter(content_type__app_label="search", codename=f"{action}_{old.lower()}")
            known.update(codename=f"{action}_{new.lower()}")


def rename_tasks(apps, schema_editor):
    """Let tasks that wait be found under their new paths."""
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for old, new in TASKS.items():
        rows.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_squashed_0006_stock_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [
        *(migrations.RenameModel(old, new) for old, new in MODELS.items()),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
        migrations.RunPython(rename_tasks, migrations.RunPython.noop),
    ]
