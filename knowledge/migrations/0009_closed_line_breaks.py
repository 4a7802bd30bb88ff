"""What readers typed before was stored with `<br>`, which the editor cannot open: it is stored as the editor writes it."""

from django.db import migrations

TYPED = {"demandpage": "why", "offerpage": "conditions"}  # rich text that the forms of readers fill


def close_line_breaks(apps, schema_editor):
    """Close the line breaks of these texts, in rows and in versions."""
    for name, field in TYPED.items():
        model = apps.get_model("knowledge", name)
        for pk, text in model.objects.filter(**{f"{field}__contains": "<br>"}).values_list("pk", field):
            model.objects.filter(pk=pk).update(**{field: _close(text)})
        versions = apps.get_model("wagtailcore", "Revision").objects
        for version in versions.filter(content_type__app_label="knowledge", content_type__model=name).iterator():
            if "<br>" in (version.content.get(field) or ""):
                version.content[field] = _close(version.content[field])
                version.save(update_fields=["content"])


def _close(text: str) -> str:
    return text.replace("<br>", "<br/>")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0008_cards_of_actions_and_dossiers"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(close_line_breaks, migrations.RunPython.noop)]
