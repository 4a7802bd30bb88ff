"""The consents that a recording needs before it may be published."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from talkshows.models.consent import Consent

GUEST_ROLES = ("guest", "interviewee")
STATEMENT = "no_recognisable_guest"  # the field that says that nobody's consent is needed


@dataclass(frozen=True)
class Guest:
    """A guest of a recording: the name, and the translation key of the person in the directory, if any."""

    name: str
    key: object = None
    person_id: int | None = field(default=None, compare=False)

    @classmethod
    def of(cls, contribution) -> "Guest":
        """Return the guest of a contribution, saved or not."""
        person = contribution.person
        if person is None:
            return cls(contribution.name.strip())
        return cls(person.name, person.translation_key, person.pk)

    def is_meant_by(self, consent: Consent) -> bool:
        """Return whether a consent is about this guest."""
        person = consent.person
        if person and self.key is not None and person.translation_key == self.key:
            return True
        names = {name.casefold() for name in [*consent.names, *([person.name] if person else [])]}
        return self.name.casefold() in names


def list_guests(contributions) -> list[Guest]:
    """Return the guests among contributions, each once."""
    rows = [row for row in contributions if row.role in GUEST_ROLES and (row.person_id or row.name.strip())]
    return list(dict.fromkeys(Guest.of(row) for row in rows))


def is_recorded(consent: Consent, recording: str) -> bool:
    """Return whether a consent answers for this recording.

    An ended one does when it withholds the recording from readers, or when the rest of it was agreed to be without the guest.
    """
    return not consent.has_ended or consent.covers(recording) or consent.retained_range is not None


def find_consent_error(page, recording: str, guests: list[Guest]) -> SafeString | None:
    """Return what is missing before `recording` of `page` may be published, or None.

    Every guest needs a recorded consent; where no guest is named there has to be one consent at least.
    """
    consents = Consent.objects.for_entry(page.translation_key, recording).select_related("person")
    recorded = [consent for consent in consents if is_recorded(consent, recording)]
    missing = [guest.name for guest in guests if not any(guest.is_meant_by(consent) for consent in recorded)]
    if missing:
        text = _("For this recording no consent that holds is recorded of: %(names)s.") % {"names": ", ".join(missing)}
        return format_html("{} {}", text, explain_remedy(page))
    if not guests and not recorded:
        return format_html(
            "{} {}", _("It is not recorded who can be seen or heard in this recording."), explain_remedy(page)
        )
    return None


def explain_remedy(page) -> SafeString:
    """Return the sentence that says where a consent is recorded, with a link once the page has an address for it."""
    where = _("Consents of guests")
    if page.pk:
        where = format_html('<a href="{}">{}</a>', reverse("consents", args=[page.pk]), where)
    text = _(
        "The board records under {where} who agreed to what and until when; or tick “no guest is recognisable” at the recording. "
        "Until then, save it as a draft or hand it in."
    )
    return format_html(text, where=where)
