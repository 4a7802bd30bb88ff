"""A site of before: its steps become the board's own and go on waiting, its researchers keep what they edited."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import GroupApprovalTask, Task

from editorial.groups import RESEARCHER, STUDENT
from editorial.models import BoardMember, BoardTask
from editorial.workflow import REVIEW
from tests import factories
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db


def make_old(name: str) -> None:
    """Let a step be of Wagtail's own kind, as before."""
    step = BoardTask.objects.get(name=name)
    groups = list(step.groups.all())
    step.groups.clear()
    BoardTask.objects.filter(pk=step.pk)._raw_delete("default")
    kind = ContentType.objects.get_for_model(GroupApprovalTask)
    Task.objects.filter(pk=step.pk).update(content_type=kind)
    old = GroupApprovalTask(task_ptr_id=step.pk)
    old.save_base(raw=True)
    old.groups.set(groups)


def test_steps_and_researchers_of_before_are_taken_over(home):
    student, researcher, theme = (
        factories.UserFactory(STUDENT),
        factories.UserFactory(RESEARCHER),
        factories.ThemeFactory(),
    )
    page = factories.CasePageFactory(publish=False, owner=student)
    submit(page, student)
    make_old(REVIEW)
    assert type(find_task_state(page).task.specific) is GroupApprovalTask
    editor, moved = SimpleNamespace(connection=connection), import_module("editorial.migrations.0004_board")
    moved.convert_steps(apps, editor)
    moved.keep_researchers(apps, editor)
    state = find_task_state(page)
    assert (type(state.task.specific), state.task.name) == (BoardTask, REVIEW)
    assert not GroupApprovalTask.objects.filter(name=REVIEW).exists()
    assert [name for name, _label, _asks in state.task.specific.get_actions(page, researcher)] == ["reject", "approve"]
    assert state.task.specific.get_actions(page, student) == []
    assert list(BoardMember.objects.get(user=researcher).themes.all()) == [theme]
    assert not BoardMember.objects.filter(user=student).exists()
