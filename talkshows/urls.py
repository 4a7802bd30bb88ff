"""URL patterns of calendars and the podcast; included before Wagtail's page URLs."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from talkshows.events import ical_views
from talkshows.podcast import views as podcast_views

urlpatterns = [
    path("agenda/agenda.ics", ical_views.agenda_calendar, name="agenda_calendar"),
    path(_("themes/<slug:slug>/agenda.ics"), ical_views.theme_calendar, name="theme_calendar"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)agenda\.ics$", ical_views.page_calendar, name="page_calendar"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)chapters\.json$", podcast_views.chapters, name="chapters"),
    path("podcast/", podcast_views.listen, name="listen"),
    path("feeds/podcast.xml", podcast_views.podcast, name="podcast"),
]
