"""URLs of questions and offers that are no pages, and of the overview of initiatives; included before Wagtail's page URLs."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from knowledge.exchange.calendar_views import period_calendar
from knowledge.initiatives.views import overview, overview_csv
from knowledge.submissions import contact_views, match_views, owner_views, views

DEMAND, OFFER = {"kind": "demand"}, {"kind": "offer"}
urlpatterns = [
    path(_("demand-and-offers/new-question/"), views.begin, DEMAND, name="new_demand"),
    path(_("demand-and-offers/new-offer/"), views.begin, OFFER, name="new_offer"),
    path(_("demand-and-offers/new-question/<uuid:key>/<int:number>/"), views.fill, DEMAND, name="fill_demand"),
    path(_("demand-and-offers/new-offer/<uuid:key>/<int:number>/"), views.fill, OFFER, name="fill_offer"),
    path(_("demand-and-offers/confirm/<str:signed>/"), owner_views.confirm, name="confirm_submission"),
    path(_("demand-and-offers/mine/<str:signed>/"), owner_views.own, name="own_submission"),
    path(_("demand-and-offers/mine/<str:signed>/change/"), owner_views.change_own, name="change_submission"),
    path(_("demand-and-offers/mine/<str:signed>/prolong/"), owner_views.prolong_own, name="prolong_submission"),
    path(_("demand-and-offers/mine/<str:signed>/withdraw/"), owner_views.withdraw_own, name="withdraw_submission"),
    path(_("demand-and-offers/mine/<str:signed>/propose/"), match_views.propose_own, name="propose_submission"),
    path(_("demand-and-offers/<int:pk>/react/"), contact_views.react, name="react"),
    path(_("initiatives/"), overview, name="initiatives"),
    path(_("initiatives/initiatives.csv"), overview_csv, name="initiatives_csv"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)period\.ics$", period_calendar, name="period_calendar"),
]
