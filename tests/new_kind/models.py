"""A kind with one field of its own, and not a line of code elsewhere."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from core.admin.panels import entry_tabs
from core.models import EntryPage


class WalkPage(EntryPage):
    """A walk through a neighbourhood."""

    length = models.PositiveSmallIntegerField("lengte", default=3)

    is_creatable = True
    kind, tab, cover = "walk", "walk", "case"
    edit_handler = entry_tabs([FieldPanel("length")])

    class Meta:
        verbose_name = "wandeling"
        verbose_name_plural = "wandelingen"
