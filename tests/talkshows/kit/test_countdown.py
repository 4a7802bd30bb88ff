"""The countdown of the board: each message asks once, on its days, until somebody marks it as sent."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.extensions import open_work_finders
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.inbox.keys import find_named_work
from talkshows.kit.countdown import Step, find_due, find_promotion, mark_sent
from talkshows.models import SentMessage
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 21, 18, 0, tzinfo=UTC)  # a Thursday, 20.00 in The Hague


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock to a number of days and hours from the start."""

    def set_clock(days=0, hours=0):
        monkeypatch.setattr(timezone, "now", lambda: START + timedelta(days=days, hours=hours))

    return set_clock


@pytest.fixture
def event(home, at):
    at(-30)
    return factories.EpisodePageFactory(title="Samenleven", start=START, end=START + timedelta(hours=2))


@pytest.fixture
def board(home):
    return factories.UserFactory(CHIEF_EDITOR)


def asked(board) -> list[str]:
    return [one.note for one in find_promotion(board)]


@pytest.mark.parametrize(
    ("days", "hours", "step"),
    [
        (-8, 3, None), (-8, 5, Step.WEEK), (-2, 3, Step.WEEK), (-2, 5, Step.DAY), (-1, 0, Step.DAY), (0, -1, Step.DAY),
        (0, 1, None), (0, 3, None), (0, 5, Step.AFTER), (14, 0, Step.AFTER), (15, 0, None),
    ],
)  # fmt: skip
def test_days_are_those_of_the_city(event, at, days, hours, step):
    at(days, hours)
    due = find_due(event)
    assert (due.step if due else None) == step


def test_each_message_asks_once_and_a_new_date_asks_again(event, board, at):
    at(-6)
    assert [one.page.pk for one in find_promotion(board)] == [event.pk] and find_promotion in list(open_work_finders)
    told = set(find_named_work(board))
    assert mark_sent(event, Step.WEEK, board) and not mark_sent(event, Step.WEEK, board)
    assert asked(board) == [] and SentMessage.objects.count() == 1
    at(-1)
    assert asked(board) == ["morgen of vandaag: verstuur de herinnering"]
    at(-6)
    event.start += timedelta(days=1)
    event.end += timedelta(days=1)
    publish(event)
    assert len(asked(board)) == 1 and not told & set(find_named_work(board))


def test_cancelled_undated_hidden_and_translated_events(event, board, at):
    at(-6)
    publish_english_copy(event, "Living together")
    assert len(asked(board)) == 1  # once for both languages
    event.cancelled = True
    publish(event)
    english = event.get_translations().first().specific
    english.cancelled = True
    publish(english)
    factories.EpisodePageFactory(start=None, end=None)
    factories.EpisodePageFactory(start=START, end=None, publish=False)
    assert asked(board) == []


@pytest.mark.parametrize(("role", "status"), [(None, 302), (STUDENT, 302), (RESEARCHER, 302), (CHIEF_EDITOR, 200)])
def test_screen_is_for_the_board(visitor, event, role, status):
    response = visitor.get(reverse("promotion", args=[event.pk]))
    assert response.status_code == status
    if role:
        assert bool(find_promotion(visitor.user)) is False  # nothing is due yet
    assert visitor.get(reverse("promotion", args=[2**63])).status_code in {302, 404}


def test_board_marks_a_message_as_sent(chief_editor, event, at):
    at(-6)
    url = reverse("promotion", args=[event.pk])
    html = chief_editor.get(url).content.decode()
    assert "Over een week is het zover" in html and "Morgen is het zover" in html and f"{event.url}kit/" in html
    assert url in chief_editor.get(reverse("wagtailadmin_home")).content.decode()
    editing = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    assert url in editing and f"{event.url}kit/" in editing
    assert chief_editor.post(url, {"step": "week"}).status_code == 302
    assert SentMessage.objects.get().sent_by == chief_editor.user
    assert url not in chief_editor.get(reverse("wagtailadmin_home")).content.decode()
    assert chief_editor.post(url, {"step": "soon"}).status_code == 302 and SentMessage.objects.count() == 1


def test_after_a_recording_the_texts_point_at_it(chief_editor, event, at):
    at(3)
    assert "Dank aan iedereen" in chief_editor.get(reverse("promotion", args=[event.pk])).content.decode()
    type(event).objects.filter(pk=event.pk).update(recording_url="https://vimeo.com/1234567")
    assert "Kijk of luister terug" in chief_editor.get(reverse("promotion", args=[event.pk])).content.decode()
