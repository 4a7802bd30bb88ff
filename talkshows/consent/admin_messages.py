"""Admin message about ended consents, shown above the edit form of an event."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from talkshows.consent.revision_access import PERMISSION
from talkshows.consent.waiting import find_waiting_texts
from talkshows.models import Consent, EpisodePage


def add_consent_message(request, page) -> None:
    """Add messages: which texts wait for a rewrite, and for who may change consents whose consent has ended."""
    if request.method != "GET" or not isinstance(page, EpisodePage):
        return
    fields = [row["field"] for row in find_waiting_texts(page) if row["page"].pk == page.pk]
    if fields:
        text = _("A guest took consent back, and the name was taken out of: %(fields)s. Write a new text there.")
        messages.warning(request, text % {"fields": ", ".join(dict.fromkeys(fields))})
    if not request.user.has_perm(PERMISSION):
        return
    button = messages.button(reverse("consents", args=[page.pk]), _("Consents of guests"))
    about = Consent.objects.filter(entry_key=page.translation_key)
    names = [consent.name for consent in about if consent.has_ended]
    if names:
        text = _("No longer with consent: %(names)s. Readers do not get this recording as it is.") % {
            "names": ", ".join(names)
        }
        messages.warning(request, text, buttons=[button])
    elif page.has_recording or about:
        messages.info(request, _("Guests in this recording: see who agreed to what."), buttons=[button])
