"""Which public pages use a file."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from core.models import EntryPage
from core.models.querysets import readable_pages
from media.models import SiteDocument


def find_entries_using(document: SiteDocument) -> list[EntryPage]:
    """Return the public entries that use a document."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=pages)
    pks = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return list(EntryPage.objects.readable().filter(pk__in=pks))


def is_readable_page(model: type, ids: Iterable[str]) -> bool:
    """Return whether everybody may read one of these pages now; False for the ids of another model."""
    return model is Page and readable_pages().filter(pk__in=ids).exists()
