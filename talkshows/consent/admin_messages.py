"""Admin message about ended consents, shown above the edit form of an event."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from talkshows.consent.admin_views import PERMISSION
from talkshows.models import Consent, EpisodePage


def add_consent_message(request, page) -> None:
    """Add a message with the guests whose consent has ended; only for users who may change consents."""
    if request.method != "GET" or not isinstance(page, EpisodePage) or not request.user.has_perm(PERMISSION):
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
