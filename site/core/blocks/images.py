"""The images of a stream of blocks, at any depth."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue

from media.models import SiteImage


def find_images(value) -> Iterator[SiteImage]:
    """Yield the images of a value of a block."""
    if isinstance(value, SiteImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from find_images(child.value)
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from find_images(child)
    elif isinstance(value, Sequence) and not isinstance(value, str):  # the value of a list of blocks
        for child in value:
            yield from find_images(child)


def prefetch_renditions(images) -> None:
    """Fetch the renditions of images; one query for all. Else Wagtail asks its cache for each, and writes it."""
    prefetch_related_objects([image for image in images if image], "renditions")
