"""Visibility of pages as SQL conditions, and the queryset of entries.

Wagtail's `.live()` is a flag that somebody has to take down when a page expires; `is_published()` also looks at the clock.
Wagtail's `.public()` fetches all view restrictions and adds a clause for each. The condition here needs no query of its
own, and its size does not depend on the number of restrictions. See docs/decisions/0005 and 0039.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

from core.entries.redactions import find_redactions
from core.extensions import Redaction, card_relations
from media.page_dates import is_published
from page_cache.state import memo

# What writing and publishing change of an entry, whatever it says.
BOOKKEEPING = (
    "latest_revision", "latest_revision_created_at", "live_revision", "last_published_at", "has_unpublished_changes",
    "draft_title", "locked", "locked_at", "locked_by",
)  # fmt: skip


def is_public(path: str = "path") -> Exists:
    """Return the condition that no page at or above the path in field `path` has a view restriction.

    The path of the restricted page is a subquery, so that the query plan scans the few restrictions instead of all pages.
    """
    restricted = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")[:1]
    above = PageViewRestriction.objects.annotate(above=Subquery(restricted))
    return ~Exists(above.filter(above=Substr(OuterRef(path), 1, Length("above"))))


def is_readable() -> Q:
    """Return the condition that everybody may read a page now: it is published, and nothing restricts it."""
    return is_published() & Q(is_public())


def readable_pages() -> PageQuerySet:
    """Return the pages of any type that everybody may read now."""
    return Page.objects.filter(is_readable())


def find_next_date(now: datetime) -> datetime | None:
    """Return the first moment after `now` at which the clock shows or hides a page that is flagged as live; one query."""
    live = Page.objects.filter(live=True)
    dates = live.aggregate(
        first_begin=Min("go_live_at", filter=Q(go_live_at__gt=now)),
        first_end=Min("expire_at", filter=Q(expire_at__gt=now)),
    )
    return min(filter(None, dates.values()), default=None)


class FastViewRestrictionsMixin:
    """Fetches the view restrictions of a page in one query instead of two, by the paths of its ancestors.

    `is_known_public` and `is_known_published` are set when the page was fetched with `is_public()` and `is_published()`
    in this request; then no query is needed.
    """

    is_known_public = False
    is_known_published = False

    @cached_property
    def published_parent(self) -> Page | None:
        """The page above this one while it is published; one query."""
        return Page.objects.filter(is_published(), path=self.path[: -self.steplen]).first() if self.path else None

    def get_view_restrictions(self):
        """Return the view restrictions of this page and its ancestors."""
        if self.is_known_public or not memo.get("restrictions", PageViewRestriction.objects.exists):
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def serve_password_required_response(self, request, form, action_url):
        """Ask for the password of a private page; the response names nothing of the page."""
        response = TemplateResponse(
            request, "core/password_page.html", {"form": form, "action_url": action_url, "noindex": True}
        )
        response["X-Robots-Tag"] = "noindex"
        return response


class EntryPageQuerySet(PageQuerySet):
    """Queryset of entries."""

    def readable(self):
        """Filter on entries that everybody may read now."""
        return self.filter(is_readable())

    def in_locale(self, locale_id: int):
        """Filter on a language. Not by the index of that column: half of the entries have it, but SQLite takes it for selective."""
        return self.alias(language_number=F("locale_id") + 0).filter(language_number=locale_id)

    def below(self, page: Page):
        """Filter on what lies below a page, by the index of paths; `descendant_of` compares by LIKE, which SQLite does not look up."""
        within = Page._get_children_path_interval(page.path)
        return self.filter(path__range=within, depth__gt=page.depth)

    def without_text(self, dates=False):
        """Leave out the body and what publishing changes: a page that names an entry is the same after a correction in its text.

        With `dates` a feed can say when that was.
        """
        return self.defer("body", *(name for name in BOOKKEEPING if not dates or name != "last_published_at"))

    def for_cards(self, images=True, places=True, dates=False):
        """Prefetch what cards show, and no more; the number of queries does not depend on the number of entries."""
        entries = self.without_text(dates)
        if self.model._meta.label == "core.EntryPage" and (relations := tuple(card_relations)):
            entries = entries.select_related(*relations)
        entries = entries.prefetch_related("places") if places else entries
        return entries.select_related("hero_image").prefetch_related("hero_image__renditions") if images else entries


class EntryPageManager(PageManager.from_queryset(EntryPageQuerySet)):
    """Manager of entries."""

    def find_public(self, entry_ids: Collection[int]) -> set[int]:
        """Return those of the entries that everybody may read now; no query while nothing changes."""
        public = memo.get(("public", self.model), self._find_all_public) if entry_ids else frozenset()
        return set(public.intersection(entry_ids))

    def find_redacted(self) -> dict[int, Redaction]:
        """Return {entry id: redaction} of the entries that have one; no query while nothing changes."""
        return dict(memo.get(("redacted", self.model), self._find_all_redacted))

    def _find_all_redacted(self) -> dict[int, Redaction]:
        redactions = find_redactions()
        entries = self.filter(translation_key__in=redactions).order_by() if redactions else self.none()
        return {pk: redactions[key] for pk, key in entries.values_list("pk", "translation_key")}

    def _find_all_public(self) -> frozenset[int]:
        return frozenset(self.readable().order_by().values_list("pk", flat=True))
