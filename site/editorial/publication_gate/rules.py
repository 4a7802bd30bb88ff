"""Who may change what is public: the rule for pages and records, asked by the receivers of the gate."""

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from accounts.acting import RefusedError, get_act

# Columns of a live page that readers do not see: the draft, the lock, the place among its neighbours.
DRAFT_FIELDS = frozenset(
    {
        "draft_title", "latest_revision", "latest_revision_created_at", "has_unpublished_changes", "owner",
        "locked", "locked_at", "locked_by", "path", "depth", "numchild", "page_ptr", "entrypage_ptr",
    }
)  # fmt: skip


def require_publisher(page: Page) -> None:
    """Raise RefusedError when the acting user may not publish `page`."""
    act = get_act()
    if act is not None and not page.permissions_for_user(act.user).can_publish():
        raise RefusedError(
            _("“%(title)s” is for the board to change: it is public, or would become so. Nothing was published.")
            % {"title": page.get_admin_display_title()}
        )


def may_publish(page: Page) -> bool:
    """Return whether the acting user, if there is one, may publish `page`."""
    act = get_act()
    return act is None or page.permissions_for_user(act.user).can_publish()


def require_permission(record, action: str) -> None:
    """Raise RefusedError when the acting user may not `action` (add, change or delete) records of this kind."""
    act, options = get_act(), record._meta
    if act is not None and not act.user.has_perm(f"{options.app_label}.{action}_{options.model_name}"):
        raise RefusedError(
            _("“%(title)s” is public, and not yours to change. Nothing was changed.") % {"title": record}
        )


def find_changed_fields(old, new, names=None) -> list[str]:
    """Return the names of the columns (of `names`, by default all) in which two instances of a model differ."""
    fields = new._meta.concrete_fields
    if names is not None:
        fields = [field for field in fields if {field.name, field.attname} & set(names)]
    return [field.name for field in fields if _stored(field, old) != _stored(field, new)]


def _stored(field, instance):
    return field.get_prep_value(field.value_from_object(instance))


def has_public_pages(page: Page) -> bool:
    """Return whether `page` or a page below it is live, or is going to be at a set time."""
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    going = Q(live=True) | Q(pk__in=[int(pk) for pk in planned])
    return Page.objects.descendant_of(page, inclusive=True).filter(going).exists()
