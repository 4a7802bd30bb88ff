"""Addresses of merged records: pages and values of filters that lead to the record that it became."""

from collections.abc import Iterable
from functools import wraps

from django.db.models import F
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from directory.localisation import get_locale


class _Redirect308(HttpResponsePermanentRedirect):
    """A permanent redirect that keeps method and body, so that what was typed in a form arrives."""

    status_code = 308


def follow_merged_address(model):
    """Return a decorator of public views with a `slug`: that of a merged record redirects to the record that it became.

    A target without a public page is not told: the old address then answers as the target's does.
    """

    def decorate(view):
        @wraps(view)
        def wrapped(request, slug: str, *args, **kwargs):
            try:
                return view(request, slug, *args, **kwargs)
            except Http404:
                record = find_current(model, slug, get_locale().pk)
                if record is None or not getattr(record, "consent", True):
                    raise
            path = reverse(request.resolver_match.view_name, args=[record.slug])
            query = request.META.get("QUERY_STRING", "")
            kind = HttpResponsePermanentRedirect if request.method in {"GET", "HEAD"} else _Redirect308
            return kind(f"{path}?{query}" if query else path)

        return wrapped

    return decorate


def find_current(model, slug: str, locale_id: int):
    """Return the record that the merged one with this slug became, or None; one query."""
    merged = model.with_merged.filter(locale_id=locale_id, slug=slug, live=True, merged_into__live=True)
    found = merged.select_related("merged_into").first()
    return found.merged_into if found else None


def find_former_slugs(model, locale_id: int, slugs: Iterable[str]) -> dict[str, str]:
    """Return {slug of a merged record: slug of the record that it became} for those among `slugs`, which may be any text.

    One query; PostgreSQL takes no NUL.
    """
    known = [slug for slug in slugs if "\0" not in slug]
    merged = model.with_merged.filter(locale_id=locale_id, slug__in=known, live=True, merged_into__live=True)
    return dict(merged.order_by().annotate(current=F("merged_into__slug")).values_list("slug", "current"))
