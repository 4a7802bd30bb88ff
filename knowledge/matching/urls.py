"""URL patterns of matching; included before Wagtail's page URLs."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from knowledge.matching.views import answer_proposal

urlpatterns = [
    path(_("demand-and-offers/match/<uuid:secret>/"), answer_proposal, name="answer_proposal"),
]
