"""URL patterns of matching; included before Wagtail's page URLs."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from knowledge.matching.views import answer_proposal
from knowledge.overview_views import overview, overview_csv

urlpatterns = [
    path(_("demand-and-offers/match/<uuid:secret>/"), answer_proposal, name="answer_proposal"),
    path(_("demand-and-offers/overview/"), overview, name="exchange_overview"),
    path(_("demand-and-offers/overview.csv"), overview_csv, name="exchange_overview_csv"),
]
