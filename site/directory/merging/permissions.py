"""Who may merge: who may delete the record and may publish every page that changes."""

from wagtail.models import Page
from wagtail.permissions import policy_registry


def may_merge(user, model) -> bool:
    """Return whether a user may delete and change records of a kind."""
    policy = policy_registry.get_by_type(model)
    return policy.user_has_permission(user, "delete") and policy.user_has_permission(user, "change")


def find_forbidden_pages(user, page_ids) -> list[Page]:
    """Return the public pages among these that the user may not publish."""
    public = Page.objects.filter(pk__in=page_ids, live=True)
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    return list(public.exclude(pk__in=allowed.values("pk")).order_by("title"))
