"""Saved searches become subscriptions of a kind; their keys, and so the links in mails that were sent, stay."""

import hashlib
from datetime import timedelta

from django.db import migrations

TASKS = {
    "search.saved_searches.tasks.send_confirmation": "subscriptions.tasks.send_confirmation",
    "search.saved_searches.tasks.send_end_links": "subscriptions.tasks.send_end_links",
}
A_DAY = timedelta(days=1)


def move_rows(apps, schema_editor):
    """Copy each saved search, the oldest first; of two that are the same only one."""
    alias = schema_editor.connection.alias
    Subscription = apps.get_model("subscriptions", "Subscription")
    for saved in apps.get_model("search", "SavedSearch").objects.using(alias).order_by("made_at"):
        same = "\n".join(["search", saved.query, saved.language, saved.email.strip().casefold()])
        row, is_new = Subscription.objects.using(alias).get_or_create(
            identity=hashlib.sha256(same.encode()).hexdigest(),
            defaults={
                "key": saved.key,
                "kind": "search",
                "subject": saved.query,
                "email": saved.email,
                "language": saved.language,
                "confirmed_at": saved.confirmed_at,
                "checked_at": saved.checked_at,
                "due_at": saved.checked_at + A_DAY if saved.confirmed_at else None,
                "told": saved.told,
            },
        )
        if is_new:
            Subscription.objects.using(alias).filter(pk=row.pk).update(made_at=saved.made_at)


def rename_tasks(apps, schema_editor):
    """Let tasks that wait be found under their new paths."""
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for old, new in TASKS.items():
        rows.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_standard_names"),
        ("subscriptions", "0001_initial"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move_rows, migrations.RunPython.noop),
        migrations.RunPython(rename_tasks, migrations.RunPython.noop),
        migrations.DeleteModel(name="SavedSearch"),
    ]
