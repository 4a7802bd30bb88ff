"""Who may read: asked inside the query itself.

Wagtail's `.public()` first reads all restrictions and then adds a clause for each; this costs no query of its own and
does not grow with the restrictions.
"""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


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


class CheaplyRestricted:
    """Finds a page's view restrictions in one query instead of two: the paths above it are known.

    `known_public` is set by who found the page in this request with `is_public()` in the same query: then there are none.
    """

    known_public = False

    def get_view_restrictions(self):
        """Return the restrictions at or above this page, as Wagtail does."""
        if self.known_public:
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)
