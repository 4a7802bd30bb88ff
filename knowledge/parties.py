"""The parties of an agreement among its partnerships, so that the page of an organisation lists the agreements that it is a party to."""

from collections.abc import Iterable

from core.admin.entry_form import EntryForm
from core.models import Partnership
from directory.models import Organisation

SIGNATORY = Partnership.Role.SIGNATORY


class AgreementForm(EntryForm):
    """The form of an agreement: a row of a partnership that saving took away has no id any more in the form that stays open."""

    def get_field_updates_for_resave(self):
        """Return Wagtail's updates, and the ids of those rows: by an id that is not there the next autosave would be refused."""
        kept = list(self.instance.partnerships.all())
        gone = [row for row in self.formsets["partnerships"].forms if row.instance not in kept]
        return [*super().get_field_updates_for_resave(), *((f"{row.prefix}-id", "") for row in gone)]


def follow_signatures(page) -> None:
    """Give each party of `page` a partnership, and take away that of who was a party in a stored version and is none now.

    Nothing is saved. A signatory entered by hand that was never a party stays. All stored versions count, not the last one alone:
    an open form sends the row that it shows again with each autosave, which overwrites the version before. A translation may refer
    to an organisation in either language, so organisations are compared by translation key.
    """
    signatures, rows = list(page.signatures.all()), list(page.partnerships.all())
    keys = _read_keys(row.organisation_id for row in (*signatures, *rows))
    parties = {keys[row.organisation_id]: row.organisation_id for row in signatures if row.organisation_id in keys}
    without = [row for row in rows if row.role == SIGNATORY and keys.get(row.organisation_id) not in parties]
    if without:
        former = _read_former_parties(page)
        page.partnerships.remove(*(row for row in without if keys.get(row.organisation_id) in former))
    known = {keys.get(row.organisation_id) for row in page.partnerships.all()}
    order = max((row.sort_order or 0 for row in page.partnerships.all()), default=-1) + 1
    for number, key in enumerate(key for key in parties if key not in known):
        page.partnerships.add(Partnership(organisation_id=parties[key], role=SIGNATORY, sort_order=order + number))


def _read_former_parties(page) -> set:
    """Return the translation keys of the organisations that are parties in the stored versions of a page."""
    versions = page.revisions.values_list("content__signatures", flat=True)
    return set(_read_keys(row.get("organisation") for rows in versions for row in rows or ()).values())


def _read_keys(ids: Iterable) -> dict[int, object]:
    """Return {id: translation key} of organisations, of a merged one that of the organisation it became; one query."""
    found = Organisation.with_merged.filter(pk__in={pk for pk in ids if pk})
    rows = found.values_list("pk", "translation_key", "merged_into__translation_key")
    return {pk: into or key for pk, key, into in rows}
