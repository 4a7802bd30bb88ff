"""Texts from which a name was taken out, and that wait for somebody to write them anew."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.extensions import OpenWork
from talkshows.consent.revision_access import PERMISSION
from talkshows.consent.rewrite import find_pages
from talkshows.consent.stored_text import StoredText, list_texts
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


def find_gaps(page: EpisodePage) -> list[str]:
    """Return the names of the fields of a page, as it is edited now, that wait: with a placeholder, or a name in the body."""
    with translation.override(page.language):
        placeholder = gettext("[name removed]")
    draft = page.get_latest_revision_as_object()
    fields = [text.label for text in list_texts(draft) if text.holds(placeholder)]
    body = StoredText(draft, draft._meta.get_field("body"), "body", draft.body)
    fields += [body.label] if page.restrictions.names and body.find(page.restrictions.matcher) else []
    return list(dict.fromkeys(fields))


def find_waiting_texts(page: EpisodePage) -> list[dict]:
    """Return {page, field, url} for each text of an event, in every language, that waits for a rewrite."""
    consents = list(Consent.objects.ended().filter(entry_key=page.translation_key))
    return [
        {"page": one, "field": field, "url": reverse("wagtailadmin_pages:edit", args=[one.pk])}
        for one in (find_pages(consents) if consents else [])
        for field in find_gaps(one)
    ]


def find_rewriting(user) -> list[OpenWork]:
    """Return the pages that wait for a rewrite: all of them for the board, for others their own."""
    consents = list(Consent.objects.ended())
    if not consents:
        return []
    note = gettext("a name was taken out: write a new text for %(fields)s")
    is_board = user.has_perm(PERMISSION)
    pages = [page for page in find_pages(consents) if is_board or page.owner_id == user.pk]
    found = ((page, find_gaps(page)) for page in pages)
    return [
        OpenWork(page, note % {"fields": ", ".join(fields)}, occasion=_name_consents(page))
        for page, fields in found if fields
    ]  # fmt: skip


def _name_consents(page: EpisodePage) -> str:
    """Return the ended consents that are about a page: of the next guest who takes consent back it is told anew."""
    key = page.alias_of.translation_key if page.alias_of_id else page.translation_key
    about = Consent.objects.ended().for_entry(key, page.recording_identity)
    return ",".join(map(str, about.order_by("pk").values_list("pk", flat=True)))
