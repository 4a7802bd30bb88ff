"""The chief editor of a site that exists already may use the menu of search; a new site gets it from editorial.groups."""

from django.db import migrations

MODELS = ["synonym", "compoundexception", "promotion", "invariant"]


def give(apps, schema_editor):
    """Make the permissions that are needed now; what migrations make after the last of them is the same."""
    group = apps.get_model("auth", "Group").objects.filter(name="Eindredacteur").first()
    if group is None:
        return
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    wanted = [(model, action) for model in MODELS for action in ("add", "change", "delete")] + [("askedquery", "view")]
    for model, action in wanted:
        content_type, _made = ContentType.objects.get_or_create(app_label="search", model=model)
        name = apps.get_model("search", model)._meta.verbose_name
        permission, _made = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {name}"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0004_rooms_editing"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
