"""Tasks get the field's names: waiting task rows follow."""

from django.db import migrations

TASKS = {
    "talkshows.tasks.cut_recordings": "talkshows.tasks.trim_recordings",
    "talkshows.tasks.cut_waiting": "talkshows.tasks.trim_waiting",
}


def rename_tasks(apps, schema_editor):
    """Let tasks that wait be found under their new paths."""
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for old, new in TASKS.items():
        rows.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("talkshows", "0001_squashed_0005_part_that_may_stay"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [migrations.RunPython(rename_tasks, migrations.RunPython.noop)]
