"""Relations of an entry as readers see them: public, and in the language of the entry."""

from functools import cached_property

from django.db.models import F, Q, Value

from directory.localisation import localise


class EntryRelations:
    """Mixin with the relations of an entry. Targets are matched by translation key; each relation is fetched once."""

    @cached_property
    def localized_themes(self) -> list:
        """Themes in this entry's language."""
        return localise(self.themes.all(), self.locale_id)

    @cached_property
    def localized_places(self) -> list:
        """Places in this entry's language."""
        return localise(self.places.all(), self.locale_id)

    @cached_property
    def localized_partners(self) -> list[tuple]:
        """(role label, organisation, role) of the partnerships, in order; also for an unsaved preview."""
        rows = with_related(self, "partnerships", "organisation")
        organisations = _fetch(rows, "organisation", self.locale_id)
        return [
            (row.get_role_display(), organisations[row.organisation_id], row.role)
            for row in rows
            if row.organisation_id in organisations
        ]

    @cached_property
    def localized_people(self) -> list[tuple]:
        """(role label, name, person, role, function) of the contributions; person is None without consent."""
        found = []
        for row, person in self._contributors:
            if row.person_id and person is None:  # not public
                continue
            shown = person if person and person.consent else None
            found.append((row.get_role_display(), person.name if person else row.name, shown, row.role, row.note))
        return found

    @property
    def silent_people(self) -> frozenset[str]:
        """Names of contributors with a record that does not agree to be shown; pages name them without a link."""
        return frozenset(person.name for _row, person in self._contributors if person and not person.consent)

    @cached_property
    def _contributors(self) -> list[tuple]:
        """(contribution, person in this entry's language or None)."""
        rows = with_related(self, "contributions", "person")
        people = _fetch(rows, "person", self.locale_id)
        return [(row, people.get(row.person_id)) for row in rows]

    @property
    def other_contributors(self) -> list[tuple]:
        """Contributors that are listed beside the text; a kind may show some elsewhere."""
        return self.localized_people

    @cached_property
    def authors(self) -> list[tuple]:
        """Contributors with the role of author, as in `localized_people`."""
        return [person for person in self.localized_people if person[3] == "author"]

    @cached_property
    def _links(self) -> dict:
        """Links and collections that involve this entry, and the public entries in them by translation key.

        One query for the rows and one for the entries.
        """
        model = self._meta.get_field("related_entries").related_model
        entries = model._meta.get_field("target").related_model.objects
        collected = self._meta.get_field("collected").related_model
        key = self.translation_key
        columns = ("page__translation_key", "target__translation_key", "link", "page_id", "sort_order")
        either = Q(page__translation_key=key) | Q(target__translation_key=key)
        links = model.objects.filter(either).annotate(link=F("kind")).values_list(*columns)
        around = collected.objects.filter(target__translation_key=key).values("page_id")
        mine = Q(page_id__in=around, page__locale_id=self.locale_id) | Q(page_id=self.pk)
        lying = collected.objects.filter(mine).annotate(link=Value("")).values_list(*columns)
        both = list(links.order_by().union(lying.order_by()).order_by("sort_order", "page_id"))
        rows = list(dict.fromkeys(row[:3] for row in both if row[2]))
        pieces = [(page, target, pk) for page, target, link, pk, _order in both if not link]
        own = {}
        for name in ("related_entries", "collected"):  # a preview of rows that are not saved
            if in_memory(self, name):
                own[name] = [(row.target_id, getattr(row, "kind", "")) for row in getattr(self, name).all()]
        wanted = {k for row in [*rows, *(piece[:2] for piece in pieces)] for k in row[:2]} - {key}
        if not wanted and not any(own.values()):
            return {"rows": rows, "pieces": pieces, "entries": {}}
        unsaved = {pk for targets in own.values() for pk, _kind in targets}
        # One query for all languages; the entry of this language stands in for the others.
        found = entries.readable().filter(Q(translation_key__in=wanted) | Q(pk__in=unsaved))
        by_key: dict = {}
        for entry in found.for_cards(images=False, places=False).order_by("-display_date", "-pk"):
            if entry.locale_id == self.locale_id or entry.translation_key not in by_key:
                by_key[entry.translation_key] = entry
        keys_of = {entry.pk: entry.translation_key for entry in by_key.values()}
        if "related_entries" in own:
            rows = [row for row in rows if row[0] != key]
            rows += [(key, keys_of.get(pk), kind) for pk, kind in own["related_entries"]]
        if "collected" in own:
            pieces = [piece for piece in pieces if piece[0] != key]
            pieces += [(key, keys_of.get(pk), self.pk) for pk, _kind in own["collected"]]
        return {"rows": rows, "pieces": pieces, "entries": by_key}

    @cached_property
    def related_groups(self) -> list[tuple]:
        """(label of the link type, entries) of related entries, each entry once."""
        kinds = self._meta.get_field("related_entries").related_model.Kind
        links, seen, groups = self._links, set(), {}
        for source, target, kind in links["rows"]:
            outgoing = source == self.translation_key
            entry = links["entries"].get(target if outgoing else source)
            if entry is None or entry.pk in seen:
                continue
            seen.add(entry.pk)
            label = kinds(kind).label if outgoing else kinds.seen_from_target(kind)
            groups.setdefault((list(kinds).index(kind), str(label)), []).append(entry)
        return [(label, _newest_first(groups[order, label])) for order, label in sorted(groups)]

    @cached_property
    def localized_related(self) -> list:
        """Entries that link to this one or that it links to."""
        return _newest_first(entry for _label, entries in self.related_groups for entry in entries)

    @cached_property
    def localized_collected(self) -> list:
        """Public entries of this collection, in order."""
        found = [
            self._links["entries"].get(piece[1]) for piece in self._links["pieces"] if piece[0] == self.translation_key
        ]
        return list({entry.pk: entry for entry in found if entry}.values())

    @cached_property
    def localized_collections(self) -> list[tuple]:
        """(collection, previous entry, next entry) for each collection that contains this entry."""
        entries, found = self._links["entries"], []
        rows: dict = {}
        for page, target, _pk in self._links["pieces"]:
            if page != self.translation_key and page in entries:
                rows.setdefault(page, []).append(target)
        for page, targets in rows.items():
            line = [key for key in dict.fromkeys(targets) if key in entries or key == self.translation_key]
            at = line.index(self.translation_key)
            before = entries.get(line[at - 1]) if at else None
            found.append((entries[page], before, entries.get(line[at + 1]) if at + 1 < len(line) else None))
        return found


def _newest_first(entries) -> list:
    return sorted(entries, key=lambda entry: (entry.display_date, entry.pk), reverse=True)


def in_memory(page, name: str) -> bool:
    """Return whether a relation was assigned without saving, as in a preview."""
    return name in getattr(page, "_cluster_related_objects", {})


def with_related(page, name: str, target: str) -> list:
    """Return the rows of a relation joined with `target`: one query, none for unsaved rows."""
    rows = getattr(page, name).all()
    return list(rows) if in_memory(page, name) else list(rows.select_related(target))


def read_entries(rows, name: str, locale_id: int) -> dict:
    """Return {stored id: public entry as on cards} of what rows point at, in the language if there is one, else in another.

    One query; none when the rows point at nothing.
    """
    keys = {
        getattr(row, f"{name}_id"): getattr(row, name).translation_key for row in rows if getattr(row, f"{name}_id")
    }
    if not keys:
        return {}
    entries = rows[0]._meta.get_field(name).related_model.objects.readable()
    public: dict = {}
    for entry in entries.filter(translation_key__in=keys.values()).for_cards(images=False, places=False):
        if entry.locale_id == locale_id or entry.translation_key not in public:
            public[entry.translation_key] = entry
    return {pk: public[key] for pk, key in keys.items() if key in public}


def _fetch(rows, name: str, locale_id: int) -> dict:
    """Return {stored id: public record in the language}; no query when all records are in the language."""
    stored = {getattr(row, f"{name}_id"): getattr(row, name) for row in rows if getattr(row, f"{name}_id")}
    here = {record.translation_key: record for record in localise(stored.values(), locale_id)}
    return {pk: here[record.translation_key] for pk, record in stored.items() if record.translation_key in here}
