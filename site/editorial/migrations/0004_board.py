"""Members of the board, co-authors, and steps that can be taken over; steps and researchers of before become these."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STEPS = ["Blik van de onderzoeker", "Eindredactie"]


def convert_steps(apps, schema_editor):
    """Let the steps of the board be of the board's own kind; what waits for them goes on waiting."""
    using = schema_editor.connection.alias
    old, new = apps.get_model("wagtailcore", "GroupApprovalTask"), apps.get_model("editorial", "BoardTask")
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    for task in old.objects.using(using).filter(name__in=STEPS):
        groups = list(task.groups.using(using).values_list("pk", flat=True))
        task.groups.clear()
        old.objects.using(using).filter(pk=task.pk)._raw_delete(using)  # its row alone: the task itself stays
        kind, _made = kinds.get_or_create(app_label="editorial", model="boardtask")
        apps.get_model("wagtailcore", "Task").objects.using(using).filter(pk=task.pk).update(content_type=kind)
        step = new(task_ptr_id=task.pk)
        step.save_base(raw=True, using=using)
        step.groups.set(groups)


def keep_researchers(apps, schema_editor):
    """Give each researcher all themes: until now they edited every entry."""
    using = schema_editor.connection.alias
    role = apps.get_model("editorial", "AppliedRole").objects.using(using).filter(name="Onderzoeker").first()
    if role is None or role.group_id is None:
        return
    themes = list(apps.get_model("directory", "Theme").objects.using(using).values_list("pk", flat=True))
    members = apps.get_model("editorial", "BoardMember").objects.using(using)
    for user in apps.get_model("accounts", "User").objects.using(using).filter(groups=role.group_id):
        members.get_or_create(user=user)[0].themes.set(themes)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_attempts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("directory", "0004_other_names"),
        ("editorial", "0003_editor_tab"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        help_text="A partner reads and comments on what names one of these, once it waits for the board or is public.",
                        related_name="+",
                        to="directory.organisation",
                        verbose_name="organisations",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True,
                        help_text="A researcher edits the entries with one of these themes, in every language.",
                        related_name="+",
                        to="directory.theme",
                        verbose_name="themes",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="board_member",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of the board",
                "verbose_name_plural": "members of the board",
                "permissions": [
                    ("edit_in_themes", "May edit the entries in the own themes"),
                    ("edit_translations", "May edit every translation of a page"),
                    ("comment_on_concerns", "May comment on what concerns the own organisations"),
                    ("take_over_step", "May take over a step of the workflow, with a reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the board",
                "verbose_name_plural": "steps of the board",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="ReviewStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField(blank=True, db_index=True, null=True, verbose_name="to be done by")),
                ("looking_since", models.DateTimeField(null=True)),
                ("taken_over_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "looking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "taken_over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task_state",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_step",
                        to="wagtailcore.taskstate",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CoAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_authors",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_pages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "co-author",
                "verbose_name_plural": "co-authors",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("page", "user"), name="co_author_once")],
            },
        ),
        migrations.RunPython(convert_steps, migrations.RunPython.noop),
        migrations.RunPython(keep_researchers, migrations.RunPython.noop),
    ]
