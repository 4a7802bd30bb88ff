"""Admin views of the consents of an episode: list, add, edit and withdraw."""

import logging

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.widgets import AdminImageChooser
from wagtail.log_actions import log

from directory.references.posted import follow_posted
from talkshows.consent.guests import Guest
from talkshows.consent.revision_access import PERMISSION
from talkshows.consent.schedule import request_trim
from talkshows.consent.waiting import find_waiting_texts
from talkshows.models import Consent, EpisodePage
from talkshows.signals import send_redaction_signals

logger = logging.getLogger("consent")


class ConsentForm(WagtailAdminModelForm):
    """Consent form; the name defaults to that of the chosen person."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, required=False,
        help_text=gettext_lazy("As readers see it. If you fill in nothing, it is the name of the person above."),
    )  # fmt: skip

    class Meta:
        model = Consent
        fields = ["person", "name", "also_called", "agreed", "given_on", "until", "picture", "keep_from", "keep_to"]
        widgets = {"picture": AdminImageChooser}

    def __init__(self, data=None, *args, locale=None, **kwargs):
        super().__init__(follow_posted(Consent, data), *args, **kwargs)
        people = self.fields["person"]
        people.help_text = _("Choose a person, or write a name: one of the two is needed.")
        if locale is not None:
            known = [self.instance.person_id, self.initial.get("person")]
            people.queryset = people.queryset.filter(Q(locale=locale) | Q(pk__in=[pk for pk in known if pk]))

    def clean(self):
        """Fill an empty name from the chosen person; one of the two is required."""
        cleaned = super().clean()
        person = cleaned.get("person")
        cleaned["name"] = cleaned.get("name", "").strip() or (person.name if person else "")
        if not cleaned["name"]:
            self.add_error("name", _("Choose a person, or write a name."))
        return cleaned


def check_permission(request) -> None:
    """Raise PermissionDenied for users without permission to change consents."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def get_episode(pk: int) -> EpisodePage:
    """Return the episode, or raise Http404."""
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(EpisodePage, pk=pk)


def get_consent(request, pk: int) -> Consent:
    """Return the consent, or raise Http404; for a POST its row is locked, so that a change is made to what stands there."""
    rows = Consent.objects.select_for_update() if request.method == "POST" else Consent.objects.all()
    return get_object_or_404(rows, pk=min(pk, 2**63 - 1))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def list_consents(request, pk: int):
    """List the consents of an episode; POST adds one."""
    check_permission(request)
    page = get_episode(pk)
    person, name = request.GET.get("person", ""), request.GET.get("name", "")
    initial = {"person": int(person)} if person.isdecimal() and len(person) < 18 else {"name": name[:200]}
    form = ConsentForm(request.POST or None, initial=initial, for_user=request.user, locale=page.locale_id)
    if request.method == "POST" and form.is_valid():
        consent = form.save(commit=False)
        consent.entry_key = page.translation_key
        consent.add_recording(page.recording_identity)
        consent.save()
        log(page, "talkshows.consent.add", user=request.user, data={"guest": consent.name})
        if consent.has_ended:
            send_redaction_signals(page.translation_key)
        request_trim(consent)
        messages.success(request, _("The consent of %(name)s is recorded.") % {"name": consent.name})
        return redirect("consents", page.pk)
    consents = list(Consent.objects.filter(entry_key=page.translation_key).select_related("person"))
    guests = list_unrecorded_guests(page, consents)
    context = {"page": page, "consents": consents, "guests": guests, "form": form, "waiting": find_waiting_texts(page)}
    return render(request, "talkshows/admin/consents.html", context, status=400 if form.errors else 200)


def list_unrecorded_guests(page: EpisodePage, consents: list[Consent]) -> list[Guest]:
    """Return the people of the newest version of the page, also of a draft that was handed in, without any of these consents."""
    rows = page.get_latest_revision_as_object().contributions.all()
    people = dict.fromkeys(Guest.of(row) for row in rows if row.person_id or row.name.strip())
    return [guest for guest in people if not any(guest.is_meant_by(consent) for consent in consents)]


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit_consent(request, pk: int):
    """Edit a consent, including its end date and retained range."""
    check_permission(request)
    consent = get_consent(request, pk)
    page = EpisodePage.objects.filter(translation_key=consent.entry_key).first()
    locale = page.locale_id if page else None
    form = ConsentForm(request.POST or None, instance=consent, for_user=request.user, locale=locale)
    if request.method == "POST" and form.is_valid():
        consent = form.save()
        if page:
            log(page, "talkshows.consent.edit", user=request.user, data={"guest": consent.name})
        send_redaction_signals(consent.entry_key)
        request_trim(consent)
        messages.success(request, _("The consent of %(name)s is changed.") % {"name": consent.name})
        return redirect("consents", page.pk) if page else redirect("wagtailadmin_home")
    context = {"page": page, "consent": consent, "form": form}
    return render(request, "talkshows/admin/consent.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def withdraw_consent(request, pk: int):
    """Confirm, then withdraw a consent with immediate effect, or restore a withdrawn one: `action` says which of them.

    A second POST of the same button changes nothing, and one that names no action withdraws: only the button restores.
    """
    check_permission(request)
    consent = get_consent(request, pk)
    pages = list(EpisodePage.objects.filter(translation_key=consent.entry_key).select_related("recording_file"))
    if request.method == "GET":
        page = pages[0] if pages else None
        title = _("Give consent again: %(name)s") if consent.withdrawn_at else _("Withdraw consent: %(name)s")
        title = title % {"name": f"{consent.name} – {page.get_admin_display_title()}" if page else consent.name}
        context = {"consent": consent, "page": page, "title": title}
        return render(request, "talkshows/admin/withdraw_consent.html", context)
    answer = redirect("consents", pages[0].pk) if pages else redirect("wagtailadmin_home")
    restore, is_withdrawn = request.POST.get("action") == "restore", consent.withdrawn_at is not None
    if restore != is_withdrawn:
        was = _("The consent of %(name)s was withdrawn already; nothing changed.")
        text = was if is_withdrawn else _("The consent of %(name)s is not withdrawn; nothing changed.")
        messages.warning(request, text % {"name": consent.name})
        return answer
    consent.withdrawn_at = None if restore else timezone.now()
    for page in [] if restore else pages:
        consent.add_recording(page.recording_identity)
    consent.save()
    action = "talkshows.consent.restore" if restore else "talkshows.consent.withdraw"
    for page in pages:
        log(page, action, user=request.user, data={"guest": consent.name})
    logger.warning("%s: consent %s", action, consent.pk)
    send_redaction_signals(consent.entry_key)
    request_trim(consent)
    text = _("The consent of %(name)s holds again.") if restore else _("The recording with %(name)s is off the site.")
    messages.success(request, text % {"name": consent.name})
    return answer
