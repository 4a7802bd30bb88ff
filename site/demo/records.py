"""Creates the records of the directory with their English translations."""

from copy import copy

from wagtail.models import Locale, ReferenceIndex

from demo.source import key_for, read
from demo.translation import translate
from directory.models import Organisation, Person, Place, Theme

LINKS = {"parent", "affiliation"}


class RecordLoader:
    """The records by the names in the content files; creates those that are missing, and changes none."""

    def __init__(self):
        self.dutch = Locale.objects.get(language_code="nl")
        self.made = 0
        self.themes = self._load(Theme, "themes")
        self.places = self._load(Place, "places")
        self.organisations = self._load(Organisation, "organisations")
        self.people = self._load(Person, "people")

    def _load(self, model, name: str) -> dict:
        found = {}
        for slug, values in read(f"directory/{name}").items():
            key = key_for(name, slug)
            known = model.with_merged.filter(locale=self.dutch).select_related("merged_into")
            record = known.filter(translation_key=key).first() or known.filter(slug=slug).first()
            found[slug] = (record and record.merged_into) or record or self._make(model, found, slug, key, values)
        return found

    def _make(self, model, earlier: dict, slug: str, key, values: dict):
        english = values.pop("en")
        if "at" in values:
            values["latitude"], values["longitude"] = (str(number) for number in values.pop("at"))
        if "affiliation" in values:
            values["affiliation"] = self.organisations[values["affiliation"]]
        if "parent" in values:
            values["parent"] = earlier[values["parent"]]
        if model is Person:
            values["consent"] = True
        record = model(locale=self.dutch, translation_key=key, slug=slug, **values)
        record.full_clean()
        record.save()
        self.made += 1
        ReferenceIndex.create_or_update_for_object(record)
        if all(self._has_english(values[name]) for name in LINKS & values.keys()):
            version = copy(record)
            for name, value in english.items():
                setattr(version, name, value)
            translate(record, version)
        return record

    def _has_english(self, record) -> bool:
        return type(record).objects.filter(translation_key=record.translation_key).exclude(locale=self.dutch).exists()
