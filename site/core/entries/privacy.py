"""A view restriction of a page holds for its translations and aliases too; what stays public nevertheless is told to its editor.

Each version has a restriction of its own with the same type, password and groups, so that all that reads Wagtail's restrictions, in SQL or page
by page, needs no rule for languages.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from accounts.acting import as_system
from core.models.querysets import readable_pages
from media.models import SiteDocument, SiteImage, SiteMedia
from media.serving.access import is_public_file


def find_versions(page: Page):
    """Return a queryset of the translations and aliases of a page, and of what it is an alias of."""
    keys, ids = [page.translation_key], [page.pk]
    if page.alias_of_id:
        keys.append(page.alias_of.translation_key)
        ids.append(page.alias_of_id)
    same = Q(translation_key__in=keys) | Q(alias_of__translation_key__in=keys) | Q(pk__in=ids)
    return Page.objects.filter(same).exclude(pk=page.pk)


def copy_restriction(restriction: PageViewRestriction, page: Page) -> None:
    """Give a page the restriction of another version; nothing is written when it has it already."""
    own = PageViewRestriction.objects.filter(page=page).first() or PageViewRestriction(page=page)
    own.is_copy = True  # what is copied is not copied back
    values = (restriction.restriction_type, restriction.password)
    if own.pk is None or (own.restriction_type, own.password) != values:
        own.restriction_type, own.password = values
        own.save()
    groups = set(restriction.groups.values_list("pk", flat=True))
    if set(own.groups.values_list("pk", flat=True)) != groups:
        own.groups.set(groups)


def restrict_versions(restriction: PageViewRestriction) -> None:
    """Give all versions of a restricted page its restriction."""
    for page in [] if getattr(restriction, "is_copy", False) else find_versions(restriction.page):
        copy_restriction(restriction, page)


def remove_duplicate(restriction: PageViewRestriction) -> bool:
    """Remove a second restriction of a page, which Wagtail makes when it copies a private page; return whether it is one."""
    others = PageViewRestriction.objects.filter(page=restriction.page_id).exclude(pk=restriction.pk)
    if not others.exists():
        return False
    restriction.is_copy = True

    def remove():
        with as_system():  # the page stays as private as it is, whoever copied it
            restriction.delete()

    transaction.on_commit(remove)
    return True


def release_versions(page: Page) -> None:
    """Delete the restrictions of all versions of a page that is not private any more."""
    for restriction in PageViewRestriction.objects.filter(page__in=list(find_versions(page))):
        restriction.is_copy = True
        restriction.delete()


def restrict_new_version(page: Page) -> None:
    """Give a new translation or alias the restriction that the other versions have."""
    restriction = PageViewRestriction.objects.filter(page__in=find_versions(page)).first()
    if restriction is not None:
        copy_restriction(restriction, page)


@dataclass
class Exposure:
    """What of a private page is still public: titles of files, and pages."""

    files: list[str]
    pages: list[Page]


def find_exposure(page: Page) -> Exposure:
    """Return what of a private page and the pages below it is still public, because something public uses it."""
    below = Page.objects.filter(path__startswith=page.path)
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in (SiteImage, SiteDocument, SiteMedia)}
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in below.values_list("pk", flat=True)],
        to_content_type__in=kinds,
    )
    files = []
    for kind, pk in sorted(set(references.values_list("to_content_type_id", "to_object_id"))):
        item = kinds[kind].objects.select_related("collection").filter(pk=pk).first()
        if item is not None and is_public_file(item):
            files.append(item.title)
    keys = below.exclude(pk=page.pk).values_list("translation_key", flat=True)
    pages = readable_pages().filter(translation_key__in=list(keys))
    return Exposure(files, list(pages))
