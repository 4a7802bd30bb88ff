"""The query log: no data about readers, minimum number of days, retention, no addresses or numbers."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from search.models import LoggedQuery
from search.query_log import recorder
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["jan@stadskennis.example", "jan @ stadskennis", "0612345678", "06 12 34 56 78", "123456782", "2521 ab", "huis 14",
     "https://stadskennis.example", "x" * 81, "een twee drie vier vijf zes zeven acht negen", "2019 2020", "²³", "٣٤"],
)  # fmt: skip
def test_what_looks_private_is_never_stored(client, home, text):
    client.get("/zoeken/", {"q": text})
    assert (recorder.flush(), LoggedQuery.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["leefbaarheid", "jaarplan 2026", "huurders betrekken bij renovatie"])
def test_what_says_nothing_of_anybody_is_counted(client, home, text):
    for _ in range(3):
        client.get("/zoeken/", {"q": text.upper()})
    recorder.flush()
    row = LoggedQuery.objects.get()
    assert (row.text, row.number, row.found, row.language, row.day) == (text, 3, 0, "nl", timezone.localdate())
    assert {field.name for field in LoggedQuery._meta.fields} == {"id", "language", "text", "day", "number", "found"}


def test_pages_filters_and_robots_are_not_counted(client, home):
    for query, agent in (
        ({"page": 2}, ""),
        ({"kind": "case"}, ""),
        ({"without": "synonyms"}, ""),
        ({}, "Googlebot/2.1"),
    ):
        client.get("/zoeken/", {"q": "wijk", **query}, headers={"User-Agent": agent})
    assert recorder.flush() == 0


def test_found_is_what_was_found_last(client, home, work):
    factories.CasePageFactory()
    work()
    client.get("/en/search/", {"q": "goudsbloemen"})
    client.get("/zoeken/", {"q": "goudsbloemen"})
    recorder.flush()
    assert dict(LoggedQuery.objects.values_list("language", "found")) == {"nl": 1, "en": 0}


def days_ago(text: str, *days: int) -> None:
    """Store a question on some days."""
    for ago in days:
        LoggedQuery.objects.create(language="nl", text=text, day=timezone.localdate() - timedelta(days=ago), number=1)


def test_shown_after_three_different_days(client, home):
    days_ago("vaak gevraagd", 0, 1, 2)
    days_ago("twee keer gevraagd", 0, 1)
    LoggedQuery.objects.create(language="nl", text="veel op een dag", number=500)
    client.force_login(factories.UserFactory("Eindredacteur"))
    html = client.get("/beheer/zoekvragen/").text
    assert "vaak gevraagd" in html
    assert "twee keer gevraagd" not in html and "veel op een dag" not in html


def test_rare_questions_go_after_thirty_days_and_all_after_a_year(home):
    days_ago("zeldzaam", 31, 29)
    days_ago("vaak", 40, 35, 31, 400)
    assert recorder.delete_old() == 2
    left = set(LoggedQuery.objects.values_list("text", "day"))
    today = timezone.localdate()
    assert left == {
        ("zeldzaam", today - timedelta(days=29)),
        *(("vaak", today - timedelta(days=n)) for n in (40, 35, 31)),
    }


def test_a_busy_database_is_not_waited_for(client, home, monkeypatch):
    monkeypatch.setattr(recorder, "FLUSH_INTERVAL", -1)
    begun = []
    monkeypatch.setattr(recorder.threading.Thread, "start", lambda self: begun.append(self.name))
    assert client.get("/zoeken/", {"q": "wijk"}).status_code == 200
    assert begun == ["asked"] and LoggedQuery.objects.count() == 0


@given(st.text(max_size=100))
def test_nothing_with_a_digit_but_one_year_is_kept(text):
    if recorder.is_storable(text):
        assert "@" not in text
        assert sum(character.isdigit() for character in text) in (0, 4)


def test_what_cannot_be_written_waits_for_the_next_time(client, home, monkeypatch):
    client.get("/zoeken/", {"q": "parkeren"})
    with monkeypatch.context() as patch:
        patch.setattr(LoggedQuery.objects, "get_or_create", fail)
        with pytest.raises(OperationalError):
            recorder.flush()
    assert recorder.flush() == 1
    assert LoggedQuery.objects.get().number == 1


def fail(**values):
    raise OperationalError("database is locked")
