"""Who may read a page, as a condition in SQL; and the queryset of entries.

Wagtail's `.public()` first reads all restrictions and then adds a clause for each; this costs no query of its own and
does not grow with the restrictions.
"""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

from core.extensions import card_relations


def is_public(path: str = "path") -> Exists:
    """Return the condition that no page at or above `path` (a field of the query) has a view restriction.

    The restricted page's path is a subquery of its own, so that the database must walk the (few) restrictions and not,
    as statistics may tempt it to, all pages.
    """
    restricted = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")[:1]
    above = PageViewRestriction.objects.annotate(above=Subquery(restricted))
    return ~Exists(above.filter(above=Substr(OuterRef(path), 1, Length("above"))))


def not_expired() -> Q:
    """Return the condition that a page's last moment is not past, also when nothing took it off the site yet."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())


class FastViewRestrictionsMixin:
    """Finds a page's view restrictions in one query instead of two: the paths above it are known.

    `is_known_public` is set by who found the page in this request with `is_public()` in the same query: then there are none.
    """

    is_known_public = False

    def get_view_restrictions(self):
        """Return the restrictions at or above this page, as Wagtail does."""
        if self.is_known_public:
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)


class EntryPageQuerySet(PageQuerySet):
    """Entries, as readers may see them."""

    def readable(self):
        """Keep what everybody may read now."""
        return self.live().filter(is_public())

    def for_cards(self, images=True, places=True):
        """Fetch with what cards show, in a number of queries that does not grow with the entries."""
        entries = self.defer("body")
        if self.model._meta.label == "core.EntryPage" and (relations := tuple(card_relations)):
            entries = entries.select_related(*relations)
        entries = entries.prefetch_related("places") if places else entries
        return entries.select_related("hero_image").prefetch_related("hero_image__renditions") if images else entries


EntryPageManager = PageManager.from_queryset(EntryPageQuerySet)
