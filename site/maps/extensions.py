"""Registrations in the extension points of `core`: the map is a fixed page that search finds."""

from django.utils.translation import gettext_lazy as _

from core.extensions import FixedPage, fixed_pages

fixed_pages.add(FixedPage("map", _("Map"), (_("map of the city"), _("what happens where"), _("outlines of districts"))))
