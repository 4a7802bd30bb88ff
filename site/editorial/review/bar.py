"""What the bar above a page says: what waits for whom, in words, and which buttons the reader of it gets."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from wagtail.models import Comment, Page, TaskState, WorkflowState

from accounts.names import name_of
from core.extensions import Origin, origin_finders
from directory.proposals.messages import describe
from directory.references.content import find_unpublished
from editorial.content_changes import find_last_editor
from editorial.models import CoAuthor, ReviewStep
from editorial.planned_moment import say_planned_moment
from editorial.review.decisions import may_arrange, may_decide, may_send, may_share
from editorial.review.four_eyes import find_own_approval
from editorial.review.reviewers import find_reviewer, find_reviewers
from editorial.review.take_over import may_take_over
from editorial.review_messages import format_remark
from editorial.step_names import name_holder, name_task
from editorial.workflow_state import find_step, find_taken_back

_CLOSED = (".”", "!”", "?”", "…”")


@dataclass
class Bar:
    """State in a sentence, notes below it, and what may be done; the template draws it."""

    page: Page | None
    sentence: str = ""
    tone: str = "draft"  # draft, waiting, mine, returned, live: a class, and never the only way in which it is said
    notes: list[str] = field(default_factory=list)
    state: TaskState | None = None
    step: ReviewStep | None = None
    reviewer: Any = None  # the user whom the step waits for, where one was chosen who may act
    live_url: str = ""  # where readers see the page, said while it waits for nobody
    is_unchanged: bool = False  # on the site as it is: there is nothing to send
    can_send: bool = False
    origin: Origin | None = None  # how it came to the board, where nobody of it wrote it
    can_publish: bool = False  # with the button of the bar, which is there for what has an origin
    can_decide: bool = False
    publishes: bool = False  # approving is the last step
    planned_for: str = ""  # when the site gets what the user approves last, or publishes; empty: at once
    can_take_over: bool = False
    can_arrange: bool = False
    can_withdraw: bool = False
    can_share: bool = False
    needs_reason: str = ""  # "approve" or "publish": allowed with a reason only
    comments: list = field(default_factory=list)  # at the fields of a page that was sent back, and not resolved
    authors: list = field(default_factory=list)
    candidates: list = field(default_factory=list)
    reviewers: list = field(default_factory=list)


def is_locked_for(user, page: Page) -> bool:
    """Return whether a user may not change the page now."""
    lock = page.get_lock()
    return lock is not None and lock.for_user(user)


def end_sentence(text: str) -> str:
    """Return a sentence with its full stop; words that are quoted at its end bring their own."""
    return text if text.endswith((".", "!", "?")) or text.endswith(_CLOSED) else f"{text}."


def make_bar(user, page: Page) -> Bar:
    """Return the bar of a page for a user."""
    bar = Bar(page)
    workflow = page.current_workflow_state
    bar.state = page.current_workflow_task_state
    if bar.state is not None:
        _describe_waiting(bar, user, workflow)
    elif workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        bar.tone, bar.sentence = "returned", end_sentence(format_remark(workflow.current_task_state))
        bar.notes.append(_("Change it, then send it again."))
        bar.comments = list(Comment.objects.filter(page_id=page.pk, resolved_at=None).order_by("created_at", "pk"))
    else:
        _describe_idle(bar, user)
    bar.can_send = may_send(user, page)
    bar.can_share = may_share(user, page) and not is_locked_for(user, page)
    _add_people(bar)
    if bar.state is None:
        _ask_reason_to_publish(bar, user)
    if bar.origin is not None:
        _offer_way(bar, user)
    if (bar.can_decide and bar.publishes) or bar.needs_reason or bar.can_publish:
        bar.planned_for = say_planned_moment(page)
    return bar


def _describe_waiting(bar: Bar, user, workflow) -> None:
    """Say for whom and since when a page waits, and what this user may do about it."""
    state, page = bar.state, bar.page
    bar.step, bar.reviewer = find_step(state), find_reviewer(state)
    bar.can_decide, bar.can_arrange = may_decide(user, state, page), may_arrange(user, state, page)
    bar.publishes = workflow.is_at_final_task
    bar.can_take_over = may_take_over(user, page) and not bar.can_decide
    bar.can_withdraw = workflow.user_can_cancel(user) and user.pk in {workflow.requested_by_id, page.owner_id}
    bar.reviewers = list(find_reviewers(state)) if bar.can_arrange else []
    values = {
        "task": name_task(state.task.name),
        "holder": name_holder(state.task.name),
        "who": name_of(bar.reviewer) if bar.reviewer else "",
        "since": date_format(localtime(state.started_at), "j F, H:i"),
    }
    is_chosen = bar.reviewer is not None and bar.reviewer.pk == user.pk
    may_act = bar.can_decide or bar.can_take_over
    if (is_chosen and may_act) or (bar.can_decide and bar.reviewer is None):
        bar.tone = "mine"
        bar.sentence = _("Waits for you: %(task)s, since %(since)s.") % values
    elif values["who"]:
        bar.tone, bar.sentence = "waiting", _("Waits for %(who)s: %(task)s, since %(since)s.") % values
    else:
        bar.tone, bar.sentence = "waiting", _("Waits for: %(holder)s, since %(since)s.") % values
    bar.notes += _note_step(bar, user)
    if bar.can_withdraw and is_locked_for(user, page):
        bar.notes.append(_("Do you want to change something after all? Take it back first."))
    if bar.can_decide:
        bar.notes += [*_note_return(page), *map(describe, find_unpublished(page.get_latest_revision_as_object()))]
        _ask_reason_to_approve(bar, user)


def _note_return(page: Page) -> list[str]:
    """Return who sent the page back last and why, to who decides about it again."""
    states = TaskState.objects.filter(workflow_state__in=page.workflow_states, status=TaskState.STATUS_REJECTED)
    last = states.select_related("finished_by").order_by("-finished_at", "-pk").first()
    if last is None or (page.last_published_at and last.finished_at < page.last_published_at):
        return []
    return [end_sentence(format_remark(last))]


def _note_step(bar: Bar, user) -> list[str]:
    """Return what was agreed about the step, in sentences."""
    step, notes = bar.step, []
    if step is None:
        return []
    if step.due is not None:
        day = date_format(step.due, "j F")
        notes.append(
            (_("Was to be done by %(day)s.") if step.is_overdue else _("To be done by %(day)s.")) % {"day": day}
        )
    if bar.reviewer is not None and bar.reviewer.pk != user.pk and bar.can_decide:
        notes.append(_("%(who)s looks at it; when they cannot, you may decide.") % {"who": name_of(bar.reviewer)})
    if step.looking_id:
        since = localtime(step.looking_since)
        moment = date_format(since, "H:i" if since.date() == localdate() else "j F, H:i")
        text = _("You are looking at it, since %(since)s.") if step.looking_id == user.pk else (
            _("%(who)s is looking at it, since %(since)s.")
        )  # fmt: skip
        notes.append(text % {"who": name_of(step.looking), "since": moment})
    if step.taken_over_by_id:
        notes.append(
            _("%(who)s took this step over: “%(reason)s”") % {"who": name_of(step.taken_over_by), "reason": step.reason}
        )
    return notes


def _describe_idle(bar: Bar, user) -> None:
    """Say how a page stands that nobody was asked about, or that was taken back."""
    page = bar.page
    planned, taken_back = page.scheduled_revision, find_taken_back(page)
    bar.live_url = (page.url or "") if page.live else ""
    bar.is_unchanged = page.live and not page.has_unpublished_changes
    if planned is not None:
        moment = date_format(localtime(planned.approved_go_live_at), "j F Y, H:i")
        bar.tone, bar.sentence = "live", _("Approved: goes on the site on %(moment)s.") % {"moment": moment}
    elif bar.is_unchanged:
        bar.tone, bar.sentence = "live", _("This is on the site.")
        bar.notes.append(_("What you change is a draft until the board has approved it."))
    elif taken_back is not None:
        bar.sentence = _say_taken_back(taken_back, user)
        if page.live:
            bar.notes.append(_("On the site is the version before it."))
        bar.notes.append(_("Change it, then send it again."))
    elif (origin := next(filter(None, (find(page) for find in origin_finders)), None)) is not None:
        bar.origin, bar.tone = origin, "mine"
        bar.sentence, bar.notes = origin.sentence, [*bar.notes, *origin.notes]
    elif page.live:
        bar.sentence = _("On the site. A newer draft lies beside it that nobody was asked about yet.")
    else:
        bar.sentence = _("A draft, which waits for nobody. Is it finished? Send it to the board.")


def _offer_way(bar: Bar, user) -> None:
    """Say what this user can do with a page that nobody of the board wrote; who needs a reason to publish reads that instead."""
    page = bar.page
    if page.permissions_for_user(user).can_publish() and not is_locked_for(user, page):
        bar.can_publish = not bar.needs_reason
        bar.notes += [bar.origin.to_publish] if bar.can_publish else []
    elif bar.can_send:
        bar.notes.append(_("Is it good? Then send it to the board."))


def _say_taken_back(state: TaskState, user) -> str:
    values = {"who": name_of(state.finished_by), "moment": date_format(localtime(state.finished_at), "j F, H:i")}
    if state.finished_by_id == user.pk:
        return _("You took this back from the board on %(moment)s.") % values
    return _("%(who)s took this back from the board on %(moment)s.") % values


def _add_people(bar: Bar) -> None:
    """Add with whom the page is shared, and who else could be asked."""
    shared = CoAuthor.objects.filter(page=bar.page).select_related("user").order_by("added_at")
    bar.authors = [one.user for one in shared]
    if bar.can_share:
        known = {user.pk for user in bar.authors} | {bar.page.owner_id}
        access = Q(groups__permissions__codename="access_admin") & Q(is_superuser=False)
        users = get_user_model().objects.filter(access, is_active=True).exclude(pk__in=known).distinct()
        bar.candidates = list(users.order_by("first_name", "last_name", "username"))


def _ask_reason_to_publish(bar: Bar, user) -> None:
    """Let a chief editor who made the last change publish with a reason only."""
    page = bar.page
    if page.latest_revision is None or not may_take_over(user, page) or page.get_lock() is not None:
        return
    if (page.has_unpublished_changes or not page.live) and find_last_editor(page, page.latest_revision) == user.pk:
        bar.needs_reason = "publish"
        bar.notes.append(
            _("You made the last change yourself, so somebody else publishes it; or you do, with a reason.")
        )


def _ask_reason_to_approve(bar: Bar, user) -> None:
    """Say when somebody else has to decide on the step, or why the own approval needs a reason."""
    state, page = bar.state, bar.page
    if bar.step is not None and bar.step.taken_over_by_id == user.pk:
        return
    is_last = state.workflow_state.is_at_final_task
    own_step = find_own_approval(state, user) is not None
    own_change = is_last and page.latest_revision and find_last_editor(page, page.latest_revision) == user.pk
    if not own_step and not own_change:
        return
    bar.notes.append(
        _("You approved the step before yourself, so somebody else decides on this one.") if own_step
        else _("You made the last change yourself, so somebody else approves it.")
    )  # fmt: skip
    if may_take_over(user, page):
        bar.needs_reason = "approve"
        bar.notes.append(_("You may take this step over with a reason."))
