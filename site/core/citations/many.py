"""Citations of many entries: a query per kind, and two for each recorded event, of which a recording is cited if there is one."""

from collections import defaultdict
from collections.abc import Sequence

from core.citations.citation import Citation, cite
from core.entries.redactions import find_redactions
from core.models import Contribution, EntryPage
from directory.localisation import localise


def cite_all(pks: Sequence[int]) -> list[Citation]:
    """Return the citations of the entries that everybody may read now, in the order of `pks`."""
    found = {entry.pk: entry for entry in EntryPage.objects.readable().filter(pk__in=pks).specific()}
    entries = [found[pk] for pk in pks if pk in found]
    authors = _find_authors(entries)
    for entry in entries:
        entry.authors = authors[entry.pk]
    return [cite(entry) for entry in entries]


def _find_authors(entries: Sequence[EntryPage]) -> dict[int, list[tuple]]:
    """Return {entry id: authors as `EntryRelations.authors` has them}, without who may not be named."""
    by_pk = {entry.pk: entry for entry in entries}
    rows = list(Contribution.objects.filter(page_id__in=by_pk, role="author").select_related("person"))
    redactions = find_redactions([entry.translation_key for entry in entries]) if rows else {}
    people: dict[int, dict] = {}
    for locale_id in {entry.locale_id for entry in entries}:
        named = [row.person for row in rows if row.person_id and by_pk[row.page_id].locale_id == locale_id]
        here = {one.translation_key: one for one in localise(named, locale_id)}
        people[locale_id] = {one.pk: here[one.translation_key] for one in named if one.translation_key in here}
    found: dict[int, list[tuple]] = defaultdict(list)
    for row in rows:
        entry = by_pk[row.page_id]
        person = people[entry.locale_id].get(row.person_id)
        if row.person_id and person is None:  # not public
            continue
        name = person.name if person else row.name
        redaction = redactions.get(entry.translation_key)
        if redaction is None or not redaction.hides("", name):
            shown = person if person and person.consent else None
            found[entry.pk].append((row.get_role_display(), name, shown, row.role, row.note))
    return found
