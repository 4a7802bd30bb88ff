"""The words of notices, read from what they are about when they are shown; and whether they still hold."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, TaskState, WorkflowState

from accounts.names import name_of
from editorial.edit_grants import is_commenter
from editorial.inbox.keys import ASKED, find_named_work
from editorial.inbox.models import Notice
from editorial.reading_along.concerns import find_concerns, find_drafts_to_read
from editorial.review_messages import format_remark
from editorial.step_names import name_task

LONGEST = 300  # characters of a comment
Kind = Notice.Kind
OF_STEPS, OF_COMMENTS = {Kind.REVIEW, Kind.DUE, Kind.LATE, Kind.RETURNED}, {Kind.COMMENT, Kind.RESOLVED}
# Of what was decided, taken back or done meanwhile.
PAST = {
    Kind.REVIEW: gettext_lazy("“%(title)s” waited for your decision, and does not any more."),
    Kind.DUE: gettext_lazy("“%(title)s” waited for you until %(day)s, and does not any more."),
    Kind.LATE: gettext_lazy("“%(title)s” waited for you and was due on %(day)s; it does not wait any more."),
    Kind.WORK: gettext_lazy("Something was to be done for “%(title)s”, and is not any more."),
}


class NoticeTexts:
    """The texts of some notices of one user; the number of queries does not depend on how many they are."""

    def __init__(self, notices: Iterable[Notice]):
        self.notices = list(notices)

    @cached_property
    def states(self) -> dict[int, TaskState]:
        """The steps that the notices are about, by their ids."""
        states = TaskState.objects.filter(pk__in=self._list_sources(OF_STEPS))
        return states.select_related("task", "finished_by", "workflow_state__requested_by", "review_step").in_bulk()

    @cached_property
    def approvals(self) -> dict[int, list[TaskState]]:
        """The approved steps of the workflows that the notices are about, the last first, by the workflow's id."""
        flows = {state.workflow_state_id for state in self.states.values()}
        steps = TaskState.objects.filter(workflow_state__in=flows, status=TaskState.STATUS_APPROVED)
        found: dict[int, list[TaskState]] = {}
        for step in steps.select_related("finished_by").order_by("-finished_at", "-pk"):
            found.setdefault(step.workflow_state_id, []).append(step)
        return found

    @cached_property
    def comments(self) -> dict[int, Comment]:
        """The comments that the notices are about, by their ids."""
        return Comment.objects.filter(pk__in=self._list_sources(OF_COMMENTS)).prefetch_related("replies").in_bulk()

    @cached_property
    def work(self) -> dict[str, str]:
        """What other apps say is to be done now: {key: note}."""
        user = next((notice.user for notice in self.notices if notice.kind == Kind.WORK), None)
        found = find_named_work(user) if user is not None else {}
        return {key: work.note for key, work in found.items()}

    @cached_property
    def titles(self) -> dict[int, str]:
        """{page: title} as the user may know it: who only reads along is not told of what does not concern them any more."""
        pages = {notice.page_id: notice.page for notice in self.notices}
        user = self.notices[0].user if self.notices else None
        if user is None or not is_commenter(user):
            return {pk: page.get_admin_display_title() for pk, page in pages.items()}
        concerns = set(find_concerns(user).filter(pk__in=pages).order_by().values_list("pk", flat=True))
        drafts = find_drafts_to_read(user, pages.values())
        return {
            pk: page.get_admin_display_title() if pk in drafts else page.title
            for pk, page in pages.items() if pk in concerns
        }  # fmt: skip

    def _list_sources(self, kinds: set) -> list[int]:
        return [notice.source for notice in self.notices if notice.kind in kinds and notice.source]

    def format(self, notice: Notice) -> str:
        """Return a notice as one sentence, with the title of its page; in the past when it waits for nobody any more."""
        who = name_of(notice.actor)
        day = date_format(notice.day, "j F Y") if notice.day else ""
        title = self.titles.get(notice.page_id) or _("a page that is not shared with you any more")
        if notice.kind in PAST and not self.holds(notice):
            return str(PAST[Kind(notice.kind)]) % {"title": title, "day": day}
        if notice.key.startswith(ASKED):
            return _("“%(title)s” waits for you: %(who)s asks you to look at it.") % {"title": title, "who": who}
        if notice.kind == Kind.REVIEW:
            return self._say_who_sent(notice, title)
        kind = Kind.APPROVED if notice.kind == Kind.PUBLISHED and not notice.page.live else notice.kind
        return _get_sentence(kind) % {"title": title, "who": who, "day": day}

    def _say_who_sent(self, notice: Notice, title: str) -> str:
        """Return the sentence of a step that waits: who handed the page in, and who approved the step before."""
        state = self.states[notice.source]
        before = next(
            (one for one in self.approvals.get(state.workflow_state_id, ()) if one.finished_at <= state.started_at),
            None,
        )
        if before is None:
            return _get_sentence(Kind.REVIEW) % {"title": title, "who": name_of(notice.actor)}
        # The step began because it was approved, or because the page was sent again after it came back.
        is_sent_again = notice.actor is not None and notice.actor_id != before.finished_by_id
        sender = notice.actor if is_sent_again else state.workflow_state.requested_by
        values = {"title": title, "who": name_of(sender), "reviewer": name_of(before.finished_by)}
        if sender is not None and sender.pk == before.finished_by_id:
            return _("“%(title)s” waits for you. %(who)s sent it in and approved the step before.") % values
        return _("“%(title)s” waits for you. %(who)s sent it in, %(reviewer)s approved the step before.") % values

    def format_detail(self, notice: Notice) -> str:
        """Return what comes below the sentence: the step, the remark of a reviewer, a comment, or nothing."""
        if notice.page_id not in self.titles:
            return ""
        if notice.kind == Kind.RETURNED:
            return format_remark(self.states.get(notice.source))
        if notice.kind in OF_STEPS:
            state = self.states.get(notice.source)
            return capfirst(name_task(state.task.name)) if state is not None else ""
        if notice.kind == Kind.WORK:
            return self.work.get(notice.key, "")
        if (comment := self.comments.get(notice.source)) is None:
            return ""
        last = list(comment.replies.all())[-1:] if notice.key.startswith("reply:") else []
        text = last[0].text if last else comment.text
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"

    def holds(self, notice: Notice) -> bool:
        """Return whether a notice is still true: a step that was decided meanwhile waits for nobody."""
        if notice.kind == Kind.WORK:
            return notice.key in self.work
        if notice.kind not in OF_STEPS:
            return True
        state = self.states.get(notice.source)
        if state is None:
            return False
        if notice.kind == Kind.RETURNED:
            return state.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
        step = getattr(state, "review_step", None)
        if notice.key.startswith(ASKED) and (step is None or step.reviewer_id != notice.user_id):
            return False  # somebody else is asked now, or everybody
        return state.status == TaskState.STATUS_IN_PROGRESS


def _get_sentence(kind: str) -> str:
    return {
        Kind.REVIEW: _("“%(title)s” waits for you. %(who)s sent it in."),
        Kind.RETURNED: _("“%(title)s” came back to you."),
        Kind.PASSED: _("“%(title)s” is one step further: %(who)s approved it. You get a message of the next step too."),
        Kind.APPROVED: _("“%(title)s” was approved by %(who)s."),
        Kind.PUBLISHED: _("“%(title)s” is on the site; %(who)s approved it."),
        Kind.COMMENT: _("%(who)s commented on “%(title)s”."),
        Kind.RESOLVED: _("%(who)s resolved a comment on “%(title)s”."),
        Kind.DUE: _("“%(title)s” waits for you, and is due tomorrow."),
        Kind.LATE: _("“%(title)s” waits for you, and was due on %(day)s."),
        Kind.REVIEW_BY: _("“%(title)s” has to be looked at again since %(day)s: is it still true?"),
        Kind.WORK: _("Something is to be done for “%(title)s”."),
    }[Kind(kind)]
