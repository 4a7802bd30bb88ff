"""The period of a card, and those of a list, as a calendar; announced by their pages."""

from datetime import date

import icalendar
import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def read(response) -> list[tuple]:
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return [(str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) for event in events]


def test_periods_of_cards_and_of_their_list(client, home):
    page = factories.DemandPageFactory(title="Komma, en; punt", start="2026-09-01", end="2027-01-31")
    factories.OfferPageFactory(title="Eén dag", start="2026-10-05", end=None)
    factories.OfferPageFactory(title="Concept", publish=False)
    bare = factories.OfferPageFactory(start=None, end=None)
    html = client.get(page.url).text
    assert f'href="{page.url}period.ics"' in html and 'type="text/calendar"' in html
    response = client.get(f"{page.url}period.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert read(response) == [("Komma, en; punt", date(2026, 9, 1), date(2027, 2, 1))]
    everything = client.get(f"{page.get_parent().url}period.ics")
    assert [row[0] for row in read(everything)] == ["Komma, en; punt", "Eén dag"]
    assert client.get(f"{page.url}period.ics", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(f"{bare.url}period.ics").status_code == 404
    assert f"{page.get_parent().url}period.ics" in client.get("/feeds/").text
    page.unpublish()
    assert client.get(f"{page.url}period.ics").status_code in {404, 410}
