"""A level for names over quarters; Den Haag Zuidwest gets it, and what lies in it becomes a quarter.

Installations of before have Den Haag Zuidwest as a quarter and its three quarters as neighbourhoods. Slugs and translation
keys stay, so addresses and filters go on. A level that an editor chose otherwise stays as it is.
"""

import json

from django.db import migrations, models

AREA_NAMES = {"den haag zuidwest", "zuidwest", "the hague southwest"}
QUARTER_NAMES = {"moerwijk", "morgenstond", "bouwlust en vrederust", "bouwlust", "vrederust"}
CITY_NAMES = {"den haag", "the hague", "'s-gravenhage"}


def find_above(place) -> set[str]:
    """Return the lower-case names of a place and of all that it lies in; safe for cycles."""
    names, seen = set(), set()
    while place is not None and place.pk not in seen:
        seen.add(place.pk)
        names.add(place.name.casefold())
        place = place.parent
    return names


def set_levels(apps, names: set[str], before: str, after: str) -> None:
    """Give the places of The Hague with these names another level, in every language and in the sources of translations."""
    place_model = apps.get_model("directory", "Place")
    keys = {
        place.translation_key
        for place in place_model._base_manager.filter(level=before)
        if place.name.casefold() in names and find_above(place) & (CITY_NAMES | AREA_NAMES)
    }
    place_model._base_manager.filter(translation_key__in=keys, level=before).update(level=after)
    for source in apps.get_model("wagtail_localize", "TranslationSource").objects.filter(object_id__in=keys):
        content = json.loads(source.content_json)
        if content.get("level") == before:
            source.content_json = json.dumps({**content, "level": after})
            source.save(update_fields=["content_json"])


def name_area(apps, schema_editor) -> None:
    """Make Den Haag Zuidwest an area and its parts quarters."""
    set_levels(apps, AREA_NAMES, "quarter", "area")
    set_levels(apps, QUARTER_NAMES, "neighbourhood", "quarter")


def name_quarter(apps, schema_editor) -> None:
    """Make them a quarter and its neighbourhoods again."""
    set_levels(apps, QUARTER_NAMES, "quarter", "neighbourhood")
    place_model = apps.get_model("directory", "Place")
    set_levels(apps, AREA_NAMES, "area", "quarter")
    place_model._base_manager.filter(level="area").update(level="quarter")


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0004_other_names"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AlterField(
            model_name="place",
            name="level",
            field=models.CharField(
                choices=[
                    ("city", "city"),
                    ("district", "city district"),
                    ("area", "area of several quarters"),
                    ("quarter", "quarter"),
                    ("neighbourhood", "neighbourhood"),
                    ("street", "street"),
                ],
                default="neighbourhood",
                max_length=20,
                verbose_name="level",
            ),
        ),
        migrations.RunPython(name_area, name_quarter, elidable=False),
    ]
