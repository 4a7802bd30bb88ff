"""The form that writes to who brought in a question or offer: their address is never shown."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.contact import ContactForm, queue_message
from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, make_token, process_form
from core.models import EntryPage
from directory.localisation import get_locale
from knowledge.models import Submission
from knowledge.models.exchange import ExchangePage, State


def find_recipient(page: ExchangePage) -> str:
    """Return the address for reactions: of who brought it in, else a partner's contact person, else the board.

    A partner or contact person who is not public gets no mail.
    """
    submission = Submission.objects.filter(
        page__translation_key=page.translation_key, confirmed_at__isnull=False
    ).first()
    if submission is not None:
        return submission.email
    rows = page.partnerships.select_related("organisation__contact_person").all()
    people = (row.organisation.contact_person for row in rows if row.organisation.live)
    emails = (person.email for person in people if person and person.live)
    return next(filter(None, emails), settings.CONTACT_EMAIL)


def _find_languages(page: ExchangePage) -> dict[str, str]:
    """Return {language: address of the form} for each language in which everybody can read a card."""
    found = {}
    for other in EntryPage.objects.readable().filter(translation_key=page.translation_key).without_text():
        with translation.override(other.language):
            found[other.language] = reverse("react", args=[other.pk])
    return found


@csrf_exempt  # core.forms.protected checks the origin of the form, without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def react(request, pk: int):
    """Contact form of a public question or offer that is not over."""
    entry = (
        EntryPage.objects.readable().filter(pk=pk, locale=get_locale()).defer("body").first() if pk < 2**31 else None
    )
    page = entry.specific if entry else None
    if not isinstance(page, ExchangePage) or page.current_state == State.CLOSED:
        raise Http404
    form, refusal, status = ContactForm(), None, 200
    if request.method == "POST":
        form, refusal, done, status = process_form(
            request, ContactForm, lambda data: queue_message(data, find_recipient(page), page.title)
        )
        if done:
            return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
    sent = request.GET.get("sent") == "1"
    context = {
        "form": form,
        "reader_form": "" if sent else FORM_ID,
        "language_urls": _find_languages(page),
        "refusal": refusal,
        "sent": sent,
        "about": page.owner_name or page.title,
        "addressee": page,
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
        "noindex": True,
    }
    return render(request, "core/contact_page.html", context, status=status)
