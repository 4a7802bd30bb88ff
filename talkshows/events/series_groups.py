"""Which series events belong to, for lists that stand by series."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Length, Substr

from core.models import EntryPage
from core.models.querysets import readable_pages
from talkshows.models.series import SeriesPage

PARENT_PATH = Substr("path", 1, Length("path") - EntryPage.steplen)


def find_series_of(paths: Iterable[str]) -> dict:
    """Return {path: public series} of those paths of parents that are of a series; one query."""
    pages = readable_pages().filter(path__in=set(paths))
    series_type = ContentType.objects.get_for_model(SeriesPage)
    return {page.path: page for page in pages if page.content_type_id == series_type.pk}
