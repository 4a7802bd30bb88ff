"""What an entry is bound to, in the entry's own language; each is read at most once."""

from functools import cached_property

from django.db.models import Q

from directory.localising import localise


class EntryRelations:
    """Relations of an entry as readers see them: compared by translation key, shown in the page's language."""

    @cached_property
    def themes_here(self) -> list:
        """Themes in this entry's language."""
        return localise(self.themes.all(), self.locale_id)

    @cached_property
    def places_here(self) -> list:
        """Places in this entry's language."""
        return localise(self.places.all(), self.locale_id)

    @cached_property
    def partners_here(self) -> list[tuple]:
        """(role in words, organisation) in the order given; for an unsaved preview as well."""
        rows = _rows(self, "partnerships", "organisation")
        organisations = _fetch(rows, "organisation", self.locale_id)
        return [
            (row.get_role_display(), organisations[row.organisation_id], row.role)
            for row in rows
            if row.organisation_id
        ]

    @cached_property
    def people_here(self) -> list[tuple]:
        """(role in words, name, person or None, role): a person without consent has a name and no page."""
        rows = _rows(self, "contributions", "person")
        people = _fetch(rows, "person", self.locale_id)
        found = []
        for row in rows:
            person = people.get(row.person_id)
            shown = person if person and person.consent else None
            found.append((row.get_role_display(), person.name if person else row.name, shown, row.role))
        return found

    @cached_property
    def authors(self) -> list[tuple]:
        """Those of people_here who wrote it."""
        return [person for person in self.people_here if person[3] == "author"]

    @cached_property
    def related_here(self) -> list:
        """Entries linked from here or to here, public now, in this language where that exists."""
        entries = self._meta.get_field("related_entries").related_model._meta.get_field("target").related_model.objects
        outgoing = {"related_from__page": self.pk}
        if _in_memory(self, "related_entries"):
            outgoing = {"pk__in": [row.target_id for row in self.related_entries.all()]}
        linked = Q(**outgoing) | Q(related_entries__target__translation_key=self.translation_key)
        keys = entries.filter(linked).exclude(translation_key=self.translation_key).values("translation_key")
        found = entries.readable().filter(translation_key__in=keys).order_by("-display_date", "-pk")
        # One query for all languages; the entry of this language stands in for the others.
        by_key: dict = {}
        for entry in found.for_cards(images=False, places=False):
            if entry.locale_id == self.locale_id or entry.translation_key not in by_key:
                by_key[entry.translation_key] = entry
        return list(by_key.values())


def _in_memory(page, name: str) -> bool:
    """Return whether a relation was set without saving: the page is a preview."""
    return name in getattr(page, "_cluster_related_objects", {})


def _rows(page, name: str, target: str) -> list:
    """Return the rows of a relation with what they point at: one query, none in a preview of unsaved rows."""
    rows = getattr(page, name).all()
    return list(rows) if _in_memory(page, name) else list(rows.select_related(target))


def _fetch(rows, name: str, locale_id: int) -> dict:
    """Return {id as stored: record in the language}; no query when all are in the language already."""
    stored = {getattr(row, f"{name}_id"): getattr(row, name) for row in rows if getattr(row, f"{name}_id")}
    here = {record.translation_key: record for record in localise(stored.values(), locale_id)}
    return {pk: here[record.translation_key] for pk, record in stored.items()}
