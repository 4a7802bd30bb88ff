"""Unpublishing a page that is public in other languages too: these are named, and unpublished with it where the user says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

FIELD = "unpublish_version"  # POST field with the id of each page that goes too


@dataclass(frozen=True)
class PublicVersion:
    """A public page in another language, and whether the user may unpublish it.

    `is_proposed`: it goes too unless the user says otherwise; not where what goes is itself the translation.
    """

    page: Page
    language: str
    may_unpublish: bool
    is_proposed: bool


def find_public_versions(pages: Iterable[Page], user) -> list[PublicVersion]:
    """Return the public pages in other languages of `pages`, but for aliases of these: Wagtail unpublishes them too."""
    found = list(pages)
    own, keys = [page.pk for page in found], [page.translation_key for page in found]
    others = Page.objects.live().filter(translation_key__in=keys).exclude(pk__in=own).exclude(alias_of__in=own)
    made = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    made = set(made.values_list("source__object_id", "target_locale"))
    translations = {page.translation_key for page in found if (page.translation_key, page.locale_id) in made}
    return [
        PublicVersion(
            page=page,
            language=page.locale.get_display_name(),
            may_unpublish=page.permissions_for_user(user).can_unpublish(),
            is_proposed=page.translation_key not in translations,
        )
        for page in others.select_related("locale").order_by("title", "locale_id").specific()
    ]


def unpublish_versions(request, pages: Iterable[Page]) -> None:
    """Unpublish the ticked versions of pages that were unpublished, and say which ones stay on the site."""
    chosen = set(request.POST.getlist(FIELD))
    with_children = bool(request.POST.get("include_descendants"))
    for version in find_public_versions(pages, request.user):
        values = {"title": version.page.get_admin_display_title(), "language": version.language}
        if version.may_unpublish and str(version.page.pk) in chosen:
            UnpublishPageAction(version.page, user=request.user, include_descendants=with_children).execute()
            messages.success(request, _("“%(title)s”, the version in %(language)s, is off the site too.") % values)
        else:
            text = _("“%(title)s”, the version in %(language)s, is still on the site.")
            messages.warning(request, text % values, buttons=_list_buttons(version))


def _list_buttons(version: PublicVersion) -> list[str]:
    page = version.page
    buttons = [messages.button(page.url, _("View live"), new_window=True)] if page.url else []
    if version.may_unpublish:
        buttons.append(messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), _("Unpublish")))
    return buttons
