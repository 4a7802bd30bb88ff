"""Addresses that name a guest whose consent has ended: they answer 410, and nothing redirects to or from them."""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from core.entries.gone_urls import public_path
from core.entries.personal_names import NameMatcher
from core.models import WithdrawnAddress
from talkshows.models.episode import EpisodePage


def withdraw_addresses(page: EpisodePage, matcher: NameMatcher, old_path: str) -> bool:
    """Withdraw the old address of a page if it names somebody, and its redirects; return whether anything changed."""
    path = public_path(page)
    gone = {old_path} if old_path and old_path != path and page.first_published_at else set()
    old = [one for one in (old_path, path) if one]
    about = Q(redirect_page_id=page.pk)
    for one in old:
        about |= Q(redirect_link__endswith=one) | Q(redirect_link__endswith=f"{one}/")
    for redirect in Redirect.objects.filter(about):
        is_named = bool(matcher.find_in_slug(redirect.old_path))
        if is_named:
            gone.add(redirect.old_path)
            redirect.delete()
        elif matcher.find_in_slug(redirect.redirect_link) or matcher.find_in_slug(redirect.redirect_page_route_path):
            Redirect.objects.filter(pk=redirect.pk).update(
                redirect_link="", redirect_page=page.pk, redirect_page_route_path=""
            )
    for one in gone:
        WithdrawnAddress.objects.update_or_create(path=one[:500], defaults={"title": page.title})
    renamed = 0
    for row in WithdrawnAddress.objects.all():
        title = page.restrictions.redact(row.title)
        if title != row.title:
            renamed += WithdrawnAddress.objects.filter(pk=row.pk).update(title=title[:255])
    return bool(gone or renamed)
