"""Pictures of an entry: text alternative, maker, the people in them."""

from collections.abc import Iterator

from django.db.models import ForeignKey
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.blocks import ImageChooserBlock

from core.entries.findings import Finding
from editorial.completeness.contents import first_fields, iterate_leaves
from media.models import SiteImage


def check_pictures(entry) -> Iterator[Finding]:
    """Yield what each picture of an entry lacks, once for each picture; it is mended in the picture's own form."""
    english = entry.language == "en"
    for image, field in {image.pk: (image, path) for path, image in reversed([*find_pictures(entry)])}.values():
        names, url = {"name": image.title}, reverse("wagtailimages:edit", args=[image.pk])
        if not image.is_decorative and not image.alt.strip():
            text = _("“%(name)s” has no text alternative: who does not see the picture misses it.")
            yield Finding("alt", text % names, field, url=url)
        elif english and not image.is_decorative and not image.alt_en.strip():
            yield Finding("alt", _("“%(name)s” has no text alternative in English.") % names, field, url=url)
        if not image.maker.strip():
            yield Finding("maker", _("It is not known who made “%(name)s”.") % names, field, url=url)
        if not image.people:
            text = _("It is not known whether people in “%(name)s” can be recognised, and agreed.")
            yield Finding("people", text % names, field, url=url)


def find_pictures(entry) -> Iterator[tuple[str, SiteImage]]:
    """Yield (field, picture) of an entry: those in fields of the kind, then those in its text."""
    for field in entry._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is SiteImage and (image := getattr(entry, field.name)):
            yield field.name, image
    for leaf in iterate_leaves(entry):
        if isinstance(leaf.block, ImageChooserBlock) and leaf.value:
            yield first_fields(leaf.path), leaf.value
