"""Non-public entries: in no result, count, facet, suggestion, feed or promoted result."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.models import Promotion, Synonym
from tests import factories

pytestmark = pytest.mark.django_db
WORD = "kanarie"
KINDS = ["draft", "scheduled", "private", "withdrawn", "expired"]


def make(kind: str):
    """Return an entry that nobody may see, with a theme, a place and a year of its own."""
    theme, place = factories.ThemeFactory(name="Kanariethema"), factories.PlaceFactory(name="Kanarieplek")
    entry = factories.CasePageFactory(
        title=f"{WORD} in een kooi", lead=f"Een {WORD}.", themes=[theme], places=[place], display_date="1999-01-01",
        publish=kind not in {"draft", "scheduled"},
    )  # fmt: skip
    factories.do_work()
    if kind == "scheduled":
        entry.go_live_at = timezone.now() + timedelta(days=1)
        entry.save_revision().publish()
    return entry


def hide(entry, kind: str) -> None:
    """Make it not public, without the background work that follows."""
    if kind == "private":
        PageViewRestriction.objects.create(page=entry, restriction_type="login")
    if kind == "withdrawn":
        entry.unpublish()
    if kind == "expired":
        type(entry).objects.filter(pk=entry.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("worked", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leaks_from_the_first_second_on(client, look, home, kind, worked):
    open_one = factories.CasePageFactory(title="Openbaar", lead="Een vogel.", display_date="2020-01-01")
    entry = make(kind)
    Promotion.objects.create(words="vogel", page=entry, note="Tip")
    Synonym.objects.create(typed="vogel", also=WORD)
    look(q="vogel"), client.get("/zoeken/suggesties/", {"q": WORD})  # fill the caches
    hide(entry, kind)
    if worked:
        factories.do_work()
    page = look(q="vogel")
    assert (page.count, page.entries) == (1, [open_one.pk])
    assert page.numbers("theme") == page.numbers("place") == {} and page.numbers("year") == {"2020": 1}
    assert f"{WORD} in een kooi" not in page.html
    for query in ({"theme": "kanariethema"}, {"place": "kanarieplek"}, {"year": "1999"}):
        assert look(q="vogel", **query).count == 0
    assert look(q=WORD, without="synonyms").count == 0
    assert look("/en/search/", q=WORD).count == 0
    assert f"{WORD} in een kooi" not in client.get("/zoeken/suggesties/", {"q": WORD}).text
    assert f"{WORD} in een kooi" not in client.get("/zoeken/feed/", {"q": WORD}).text
