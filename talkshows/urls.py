"""URL patterns of calendars, kits and the podcast; included before Wagtail's page URLs."""

import re

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from talkshows.events import ical_views
from talkshows.kit import views as kit_views
from talkshows.kit.artwork import ARTWORKS
from talkshows.kit.embed_views import embed
from talkshows.podcast import views as podcast_views

PAGE = r"(?P<path>(?:[\w\-]{1,255}/)+)"  # the address of a page
FILES = "|".join(re.escape(name) for name in ARTWORKS)

urlpatterns = [
    path("agenda/agenda.ics", ical_views.agenda_calendar, name="agenda_calendar"),
    path(_("themes/<slug:slug>/agenda.ics"), ical_views.theme_calendar, name="theme_calendar"),
    re_path(rf"^{PAGE}agenda\.ics$", ical_views.page_calendar, name="page_calendar"),
    re_path(rf"^{PAGE}chapters\.json$", podcast_views.chapters, name="chapters"),
    re_path(rf"^{PAGE}kit/$", kit_views.kit_page, name="kit"),
    re_path(rf"^{PAGE}kit/(?P<name>{FILES})$", kit_views.kit_file, name="kit_file"),
    re_path(rf"^{PAGE}kit/text\.txt$", kit_views.kit_text, name="kit_text"),
    re_path(rf"^{PAGE}kit/kit\.zip$", kit_views.kit_archive, name="kit_archive"),
    re_path(rf"^{PAGE}embed/$", embed, name="embed"),
    path("podcast/", podcast_views.listen, name="listen"),
    path("feeds/podcast.xml", podcast_views.podcast, name="podcast"),
]
