"""Wagtail admin hooks: URLs and header buttons for consents, captions and promotion, and log action labels."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from talkshows.captions.admin_views import correct_lines
from talkshows.captions.tracks import find_shown
from talkshows.consent.admin_messages import add_consent_message
from talkshows.consent.admin_views import PERMISSION, edit_consent, list_consents, withdraw_consent
from talkshows.kit.admin_views import promotion
from talkshows.kit.countdown import PERMISSION as SEND_PERMISSION
from talkshows.models import EpisodePage


@hooks.register("register_admin_urls")
def register_recording_urls():
    """Return the admin URLs of consents, caption corrections and promotion."""
    return [
        path("toestemmingen/<int:pk>/", list_consents, name="consents"),
        path("toestemming/<int:pk>/", edit_consent, name="edit_consent"),
        path("toestemming/<int:pk>/intrekken/", withdraw_consent, name="withdraw_consent"),
        path("promotie/<int:pk>/", promotion, name="promotion"),
        path("ondertitels/<int:pk>/<slug:language>/", correct_lines, name="correct_lines"),
    ]


@hooks.register("register_page_header_buttons")
def add_recording_buttons(page, user, next_url=None, **kwargs):
    """Yield buttons for consents and promotion, and one per caption track for users who may edit."""
    if not page.pk or not issubclass(getattr(page, "kind_class", type(page)), EpisodePage):
        return
    if user.has_perm(PERMISSION):
        yield Button(_("Consents of guests"), url=reverse("consents", args=[page.pk]), icon_name="user", priority=66)
    if user.has_perm(SEND_PERMISSION):
        yield Button(_("Spread the word"), url=reverse("promotion", args=[page.pk]), icon_name="mail", priority=64)
    if page.permissions_for_user(user).can_edit():
        if page.live and page.url:
            yield Button(_("Kit for partners"), url=f"{page.url}kit/", icon_name="download", priority=65)
        draft = page.specific.get_latest_revision_as_object()
        for track in find_shown(draft.caption_tracks.all()):
            url = reverse("correct_lines", args=[page.pk, track.language])
            label = _("Mend lines: %(language)s") % {"language": track.get_language_display()}
            yield Button(label, url=url, icon_name="edit", priority=67)


@hooks.register("before_edit_page")
def show_consent_message(request, page):
    """Add a message about ended consents above the edit form of an event."""
    add_consent_message(request, page)


@hooks.register("register_log_actions")
def register_consent_log_actions(actions):
    """Register the log actions of consents and caption corrections."""
    actions.register_action("talkshows.consent.add", _("Record consent"), _("Consent of a guest recorded"))
    actions.register_action("talkshows.consent.edit", _("Change consent"), _("Consent of a guest changed"))
    actions.register_action("talkshows.consent.withdraw", _("Withdraw consent"), _("Consent of a guest withdrawn"))
    actions.register_action("talkshows.consent.restore", _("Give consent again"), _("Consent of a guest given again"))
    actions.register_action("talkshows.consent.rewrite", _("Take names out"), _("Names taken out of the page"))
    actions.register_action("talkshows.promotion.sent", _("Mark as sent"), _("Message about the event sent"))
    actions.register_action("talkshows.captions.correct", _("Mend captions"), _("Lines of the captions mended"))
