"""What the table of roles gave: remembered from now on; a site that has its roles already starts from the table as it was."""

import django.db.models.deletion
from django.db import migrations, models


def rights(app, names, actions):
    """Return the grants of `actions` on the models `names` of `app`."""
    return [f"model:{app}.{action}_{name}" for name in names.split() for action in actions.split()]


def pages(actions):
    """Return the grants of `actions` on all pages."""
    return [f"page:wagtailcore.{action}_page" for action in actions.split()]


def files(actions):
    """Return the grants of `actions` on images, documents and media in all collections, and of choosing the first two."""
    kinds = [("wagtailimages", "image"), ("wagtaildocs", "document"), ("wagtailmedia", "media")]
    given = [f"collection:{app}.{action}_{kind}" for app, kind in kinds for action in actions.split()]
    return [*given, "collection:wagtailimages.choose_image", "collection:wagtaildocs.choose_document"]


# The table of the releases that remembered nothing. It never changes: the table of today is in editorial.groups.
ADMIN, TRANSLATE = "model:wagtailadmin.access_admin", "model:wagtail_localize.submit_translation"
DIRECTORY = "organisation person theme place"
GIVEN = {
    "Student": [ADMIN, *pages("add"), *files("add")],
    "Onderzoeker": [
        ADMIN, TRANSLATE, "task:Blik van de onderzoeker", *pages("add change"), *files("add change"),
        *rights("directory", DIRECTORY, "add change"),
    ],
    "Eindredacteur": [
        ADMIN, TRANSLATE, "task:Eindredactie", *pages("add change publish bulk_delete lock unlock"),
        *files("add change delete"), *rights("directory", DIRECTORY, "add change delete"),
        *rights("wagtailredirects", "redirect", "add change delete"),
        *rights("wagtailcore", "collection", "add change delete"),
        *rights("media", "publiccollection", "add change delete"),
        *rights("search", "synonym compoundexception promotion invariant", "add change delete"),
        *rights("search", "askedquery", "view"), *rights("talkshows", "consent", "view add change"),
    ],
}  # fmt: skip


def remember(apps, schema_editor):
    """Remember for each group that exists what it was given; a new site has none yet."""
    using = schema_editor.connection.alias
    role = apps.get_model("editorial", "AppliedRole").objects.using(using)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=GIVEN):
        role.create(name=group.name, group=group, grants=sorted(GIVEN[group.name]))


class Migration(migrations.Migration):

    initial = True

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="AppliedRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True)),
                ("grants", models.JSONField(default=list)),
                ("group", models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="auth.group")),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
