"""Addresses of calendars and of the podcast; they stand before the pages' own, whose addresses have no dot."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from talkshows import calendars, podcast

urlpatterns = [
    path("agenda/agenda.ics", calendars.agenda_calendar, name="agenda_calendar"),
    path(_("themes/<slug:slug>/agenda.ics"), calendars.theme_calendar, name="theme_calendar"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)agenda\.ics$", calendars.page_calendar, name="page_calendar"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)chapters\.json$", podcast.chapters, name="chapters"),
    path("feeds/podcast.xml", podcast.podcast, name="podcast"),
]
