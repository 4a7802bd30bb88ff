"""Views of the contact form."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.contact import ContactForm, queue_message
from core.forms.language_switch import FORM_ID
from core.forms.protected import HONEYPOT, make_token, process_form
from core.listings.navigation import find_translations, translate_view_url
from directory.localisation import get_locale
from directory.models import Organisation, Person
from directory.references.addresses import follow_merged_address


@csrf_exempt  # core.forms.protected checks the origin without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """Contact form of the editorial board."""
    return _render_form(request, "", _("the editorial board"))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@follow_merged_address(Organisation)
def contact_organisation(request, slug):
    """Contact form of an organisation; messages go to its contact person, else to the editorial board."""
    organisation = Organisation.objects.select_related("contact_person").filter(locale=get_locale(), slug=slug).first()
    if organisation is None:
        raise Http404
    person = organisation.contact_person
    address = person.email if person and person.live else ""
    return _render_form(request, address, organisation.name, organisation)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@follow_merged_address(Person)
def contact_person(request, slug):
    """Contact form of a person who agreed to be shown."""
    person = Person.objects.filter(locale=get_locale(), slug=slug, consent=True).first()
    if person is None:
        raise Http404
    return _render_form(request, person.email, person.name, person)


def _render_form(request, address: str, about: str, record=None):
    form, refusal, status = ContactForm(), None, 200
    if request.method == "POST":
        form, refusal, done, status = process_form(
            request, ContactForm, lambda data: queue_message(data, address, about)
        )
        if done:
            return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
    sent = request.GET.get("sent") == "1"
    urls = {code: f"{url}contact/" for code, url in find_translations(record, request).items()}
    context = {
        "form": form,
        "reader_form": "" if sent else FORM_ID,
        "language_urls": urls or translate_view_url(request.resolver_match),
        "refusal": refusal,
        "sent": sent,
        "about": about,
        "addressee": record,
        "token": make_token(request.path),
        "honeypot": HONEYPOT,
        "noindex": record is not None,
    }
    return render(request, "core/contact_page.html", context, status=status)
