"""What the chief editor reads above the form of an event: consents that were taken back, and the way to all of them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from talkshows.consent.admin_views import PERMISSION
from talkshows.models import Consent, EpisodePage


def warn_of_withdrawn_consents(request, page) -> None:
    """Name who took consent back, or whose consent ended; for who may see consents."""
    if request.method != "GET" or not isinstance(page, EpisodePage) or not request.user.has_perm(PERMISSION):
        return
    button = messages.button(reverse("consents", args=[page.pk]), _("Consents of guests"))
    about = Consent.objects.filter(entry_key=page.translation_key)
    names = [consent.name for consent in about if consent.is_over]
    if names:
        text = _("No longer with consent: %(names)s. Readers do not get this recording as it is.") % {
            "names": ", ".join(names)
        }
        messages.warning(request, text, buttons=[button])
    elif page.has_recording or about:
        messages.info(request, _("Guests in this recording: see who agreed to what."), buttons=[button])
