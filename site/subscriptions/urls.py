"""URLs of subscriptions, below the root of a language: the form of each kind, and the links of its mails."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from subscriptions.end_views import end, request_links
from subscriptions.kinds import kinds
from subscriptions.views import confirm, subscribe

urlpatterns = [
    *(path(kind.path, subscribe, {"kind": kind.name}, name=f"subscribe_{kind.name}") for kind in kinds if kind.path),
    path(_("mail/confirm/<str:signed>/"), confirm, name="confirm_subscription"),
    path(_("mail/end/"), request_links, name="end_subscriptions"),
    path(_("mail/end/<str:signed>/"), end, name="end_subscription"),
    # Of mails that were sent before all mail had the same links.
    path(_("search/save/confirm/<str:signed>/"), confirm),
    path(_("search/save/end/"), request_links),
    path(_("search/save/end/<str:signed>/"), end),
]
