"""An approval holds for the version that the approver saw, and publishes that one and no other; who sends back says why.

Wagtail approves a page as it is at that moment. Here every step asks whether the approver was shown the latest version:
it was submitted to them, they opened it, or they made it themselves. The last step publishes the version that was
approved (`editorial.finish`).
"""

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import Translation

from accounts.acting import RefusedError, get_act
from accounts.names import name_of
from editorial.review.four_eyes import require_other_reviewer
from editorial.review.take_over import is_reason

SEEN_FOR = 12 * 3600  # seconds; as long as a session
_DRAFT = {"wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft"}  # views that show the latest version
_VERSION = {"wagtailadmin_pages:revisions_view": "revision_id", "wagtailadmin_pages:revisions_compare": "revision_id_b"}


class OutdatedApprovalError(RefusedError):
    """A newer version came after the one that the approver saw."""

    status = 409


def check_approval(sender, instance, raw=False, **kwargs) -> None:
    """Refuse to approve what the approver has not seen; note on the state which version is approved."""
    if raw or instance.status != TaskState.STATUS_APPROVED or not instance.pk:
        return
    was = TaskState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    page = instance.workflow_state.content_object
    if was != TaskState.STATUS_IN_PROGRESS or not isinstance(page, Page):
        return
    latest = _lock(page).latest_revision
    if latest is None:
        return
    act = get_act()
    is_submitted = instance.revision_id == latest.pk and latest.created_at <= instance.started_at
    if act is not None and not is_submitted and not _has_seen(act, latest):
        raise _describe(page, instance.revision, latest)
    require_other_reviewer(instance, page)
    instance.revision = latest


def _lock(page: Page) -> Page:
    """Return the page as it is now; nobody else saves it until the transaction ends."""
    rows = Page.objects.select_related("latest_revision")
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    return rows.get(pk=page.pk)


def _has_seen(act, latest: Revision) -> bool:
    """Return whether the acting user made the latest version or was shown it."""
    posted = act.request.POST
    loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
    return (
        latest.user_id == act.user.pk
        or loaded == (str(latest.pk), latest.created_at.isoformat())
        or cache.get(_key(act.user, latest)) is not None
    )


def get_shown_version(page: Page) -> Revision:
    """Return the latest version of a page for somebody who publishes it; raise OutdatedApprovalError when they have not seen it."""
    latest, act = _lock(page).latest_revision, get_act()
    if act is not None and not _has_seen(act, latest):
        raise _describe(page, page.live_revision or latest, latest)
    return latest


def _key(user, revision: Revision) -> str:
    """Name of the note that a user saw a version; an autosave changes a version, and its time."""
    return f"seen-{user.pk}-{revision.pk}-{revision.created_at.timestamp()}"


def note_shown_revision(user, revision: Revision) -> None:
    """Note that a user was shown a version."""
    cache.set(_key(user, revision), True, SEEN_FOR)


def find_shown_revision(request) -> Revision | None:
    """Return the version that the view of this request is about to show to an editor, or None."""
    match = request.resolver_match
    if request.method != "GET" or match.view_name not in _DRAFT | set(_VERSION):
        return None
    number = match.kwargs.get("page_id") or match.kwargs.get("pk")
    page = Page.objects.filter(pk=number).select_related("latest_revision").first()
    if page is None or page.latest_revision is None:
        return None
    if match.view_name == "wagtailadmin_pages:edit" and _is_edited_as_translation(page):
        return None
    version = str(match.kwargs.get(_VERSION.get(match.view_name, ""), "latest"))
    return page.latest_revision if version in {"latest", str(page.latest_revision_id)} else None


def _is_edited_as_translation(page: Page) -> bool:
    """Return whether the edit view shows the texts of a translation instead of the page's latest version."""
    translations = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return translations.filter(target_locale_id=page.locale_id).exists()


def _describe(page: Page, seen: Revision, latest: Revision) -> OutdatedApprovalError:
    """Return the refusal, with a link to what changed since the version that was submitted."""
    who = name_of(latest.user)
    text = _(
        "%(who)s saved a newer version of “%(title)s” at %(time)s, which you have not seen. Nothing was approved or"
        " published. Look at what changed, then decide."
    ) % {
        "who": who,
        "title": page.get_admin_display_title(),
        "time": date_format(timezone.localtime(latest.created_at), "H:i"),
    }
    if seen.pk == latest.pk:
        url = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, latest.pk])
    else:
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, seen.pk, latest.pk])
    return OutdatedApprovalError(text, url=url, label=_("See what changed"))


class MissingReasonError(RefusedError):
    """A page was sent back without words."""

    status = 400


def require_reason(sender, instance, raw=False, **kwargs) -> None:
    """Refuse to send a page back without a reason."""
    is_return = instance.status == TaskState.STATUS_REJECTED
    if raw or not is_return or get_act() is None or is_reason(instance.comment):
        return
    page = instance.workflow_state.content_object
    if not isinstance(page, Page):
        return
    before = TaskState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    if before == TaskState.STATUS_IN_PROGRESS:
        raise MissingReasonError(
            _("Nothing was sent back: write down what has to be changed."),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            label=_("To the page"),
        )


def connect() -> None:
    """Connect the receivers to the decisions of every kind of step; called from `AppConfig.ready()`."""
    for model in apps.get_models():
        if issubclass(model, TaskState):
            pre_save.connect(check_approval, sender=model, dispatch_uid="editorial.approval")
            pre_save.connect(require_reason, sender=model, dispatch_uid="editorial.return_reason")
