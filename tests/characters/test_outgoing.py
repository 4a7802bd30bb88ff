"""No output fails on what is stored: every text of every kind holds every control character, written past the forms."""

import json
import re

import feedparser
import icalendar
import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Concat, Left
from lxml import etree, html
from wagtail.fields import StreamField

from core.models import EntryPage
from talkshows.models import EpisodePage
from tests.characters.test_rule import BAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("settled_demo")]
OURS = {"core", "directory", "knowledge", "publications", "talkshows", "media", "wagtailcore"}
FIXED = re.compile(
    r"slug|path|locale|hash|identity|key|^file|_file|email|website|orcid|ror|wikidata|hostname|codename|model|app_label|class|action|language|data|recordings|made_for|content|address|url|ends|serialized|redirect|state|icon"
)
STORABLE = "".join(character for character in BAD if not "\ud800" <= character <= "\udfff" and character != "\0")
HELD = set(BAD) - {"\r"}


def pollute() -> int:
    """Add the characters to the texts of all rows; return the number of fields."""
    count = 0
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model._meta.proxy:
            continue
        fields = [
            field
            for field in model._meta.local_concrete_fields
            if type(field).__name__ in {"CharField", "TextField", "RichTextField"}
        ]
        names = [
            field.name
            for field in fields
            if not field.choices and not field.primary_key and not FIXED.search(field.name)
        ]
        for name in names:
            room = (model._meta.get_field(name).max_length or 1000) - len(STORABLE) - 1
            if room < 1:
                continue
            model.objects.exclude(**{name: ""}).update(
                **{name: Concat(Left(name, min(60, room)), Value(f"\x0b{STORABLE}"), output_field=models.TextField())}
            )
        count += len(names)
        if connection.vendor == "sqlite":  # PostgreSQL takes no such JSON
            for field in model._meta.local_concrete_fields:
                if isinstance(field, StreamField):
                    pollute_stream(model._meta.db_table, field.column)
    return count


def pollute_stream(table: str, column: str) -> None:
    statement = f"UPDATE {table} SET {column} = replace(replace({column}, %s, %s), %s, %s)"  # noqa: S608 -- names of our tables
    dirty = ', "value": "\\ud800\\u000b\\ufffe'
    with connection.cursor() as cursor:
        cursor.execute(statement, [', "value": "', dirty, "</p>", "&#11;\\udfff</p>"])


@pytest.fixture(scope="module")
def polluted(settled_demo):
    assert pollute() > 40


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    for value in response.headers.values():
        assert value.isprintable(), (address, value)
    text = b"".join(response).decode() if response.streaming else response.content.decode()
    assert sorted(HELD & set(text)) == [], address
    return text


@pytest.mark.parametrize(
    "address", ["/feeds/alles.xml", "/en/feeds/all.xml", "/feeds/podcast.xml", "/zoeken/feed/?q=wonen"]
)
def test_feeds(client, polluted, address):
    text = get(client, address)
    etree.fromstring(text.encode())
    found = feedparser.parse(text.encode())
    assert not found.bozo and bool(found.entries) and all(entry.title for entry in found.entries)


@pytest.mark.parametrize("address", ["/sitemap.xml", "/zoeken/opensearch.xml"])
def test_other_xml(client, polluted, address):
    etree.fromstring(get(client, address).encode())


def test_calendars(client, polluted):
    addresses = ["/agenda/agenda.ics", *(page.calendar_url for page in EpisodePage.objects.live() if page.calendar_url)]
    events = [one for url in addresses for one in icalendar.Calendar.from_ical(get(client, url)).walk("VEVENT")]
    assert len(events) > 3 and all(event["SUMMARY"] for event in events)


def test_pages_and_their_structured_data(client, polluted):
    kinds = {type(page): page for page in EntryPage.objects.live().specific().iterator()}
    assert len(kinds) > 10
    for page in kinds.values():
        document = html.fromstring(get(client, page.url))
        scripts = document.xpath("//script[@type='application/ld+json']")
        data = [json.loads(script.text) for script in scripts]
        assert data and not HELD & set("".join(one.get("name", "") + one.get("description", "") for one in data))


def test_files_of_an_episode(client, polluted):
    page = next(page for page in EpisodePage.objects.live() if page.caption_tracks.exists() and page.chapters.exists())
    for track in page.recording.tracks:
        assert "-->" in get(client, track.url)
        get(client, track.url.replace(".vtt", ".txt"))
    assert json.loads(get(client, f"{page.url}chapters.json"))["chapters"]


@pytest.mark.parametrize(
    "address", ["/", "/zoeken/?q=wonen", "/zoeken/suggesties/?q=wo", "/themas/", "/mensen/", "/feeds/"]
)
def test_lists(client, polluted, address):
    get(client, address)
