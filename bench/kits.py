"""Posters and cards of 20 events (long titles, no place, five guests, cancelled, English, hostile words): drawn and read back.

Limits: each file within a second, all words in it, contrast of 4.5, the code leads to the event, and a new date gives new
files at the old addresses.
"""

import resource
import time
from datetime import timedelta

from bench.kit_files import bare, look, read_code, read_tags, read_words

LIMIT = 1.0  # seconds for a file, made anew
CONTRAST = 4.5
LONG = (
    "Hoe meervoudigedemocratie-experimenten in de hele stad uitgroeien tot een blijvende afspraak tussen bewoners, gemeente en corporaties",
    "Samenwerkingsovereenkomsten voor gebiedsontwikkelingsvraagstukken in de stadsdeelplannen van Escamp, Laak en Segbroek tot en met 2040",
    "Wat is er nodig om op straat, in de klas en aan de keukentafel het gesprek te voeren dat niemand begint? Een avond over moed, ongemak en buren",
)
HOSTILE = (
    '#strong[x] $a$ *b* _c_ `d` @e <f> "#read(1)"',
    "<script>alert(1)</script> & co",
    "Praat mee 🚋 over de wijk 👩‍👩‍👧",
    "مدينتنا لاهاي: حوار السكان",
)
ENGLISH = {  # number of the Dutch event: title
    0: "How neighbourhoods decide together, and what a city learns from that in ten years",
    12: "Living together",
    15: "Cancelled talk",
}
PEOPLE = ("Fatma Yılmaz", "Łukasz Żak", "Jan-Willem van der Meer-de Groot", "Aïcha el Ouali", "Chloë O’Neill")


def make_events() -> list:
    """Return 20 public events, some in English."""
    from core.models import Contribution
    from tests import factories
    from tests.translations import publish_english_home

    made = [
        factories.EpisodePageFactory(title=title, venue="Wijkcentrum Moerwijk, Jan Luykenlaan 92") for title in LONG
    ]
    made += [factories.EpisodePageFactory(title=title) for title in HOSTILE]
    made += [
        factories.EpisodePageFactory(title="W" * 60),
        factories.EpisodePageFactory(title="Kort", lead="Een zin over de avond. " * 25),
    ]
    made += [
        factories.EpisodePageFactory(title="Zonder plek", venue=""),
        factories.EpisodePageFactory(title="Zonder datum", start=None, end=None),
    ]
    made += [
        factories.GatheringPageFactory(
            title="Symposium Stad en Kennis",
            form="symposium",
            signup_url="https://aanmelden.example/stad-en-kennis-2027",
        )
    ]
    for number in (3, 5, 5):
        event = factories.EpisodePageFactory(title=f"Met {number} gasten aan tafel over wonen")
        for name in PEOPLE[:number]:
            Contribution.objects.create(
                page=event, role="guest", name=name, note="hoogleraar bestuurskunde aan de universiteit"
            )
        made.append(event)
    made += [factories.EpisodePageFactory(title="Afgelast gesprek", cancelled=True, cancelled_reason="De zaal is door waterschade gesloten tot de zomer."),
             factories.GatheringPageFactory(title="Afgelaste bijeenkomst over buren", cancelled=True)]  # fmt: skip
    english = publish_english_home().locale
    return made + [make_english(made[at], title, english) for at, title in ENGLISH.items()]


def make_english(event, title: str, english):
    """Return the published English version of an event."""
    from tests.publishing import publish

    copy = event.copy_for_translation(english, copy_parents=True)
    for above in copy.get_ancestors().filter(live=False):
        publish(above.specific)
    copy.title = title
    publish(copy)
    return copy


def list_words(facts) -> list[str]:
    """Return the words that every poster of these facts has to hold."""
    from talkshows.kit.lettering import make_drawable

    coming = facts.phase == "announced"
    said = [facts.title, facts.series, facts.day, facts.hours, facts.place, facts.reason, facts.lead, facts.site_name]
    said += [word for guest in facts.guests for word in (guest.name, guest.note)]
    said += [facts.place_note] if coming else []
    return [bare(drawn) for word in said if (drawn := make_drawable(word))]


def draw_as_pdf(facts, artwork) -> bytes:
    """Return a card as PDF, from the same template: its text can be measured there."""
    import io
    import json
    import zipfile

    from media.child_process import run_worker
    from talkshows.kit.artwork import make_job
    from talkshows.kit.drawing import FONTS, TEMPLATES, WORKER

    asked = {
        "templates": str(TEMPLATES),
        "fonts": str(FONTS),
        "jobs": [{**make_job(artwork, facts), "name": "card.pdf"}],
    }
    with run_worker(WORKER, io.BytesIO(json.dumps(asked).encode())) as (code, out):
        assert code == 0
        return zipfile.ZipFile(out).read("card.pdf")


def check_event(client, event) -> tuple[list[str], list[tuple[float, float]], float]:
    """Return what is wrong with the files of an event, their (wall, CPU) seconds, and the lowest contrast."""
    from talkshows.kit.artwork import ARTWORKS
    from talkshows.kit.facts import collect_facts

    facts, wrong, times, contrast = collect_facts(event), [], [], 99.0
    for name, artwork in ARTWORKS.items():
        began, used = time.perf_counter(), _children()
        response = client.get(f"{event.url}kit/{name}")
        times.append((time.perf_counter() - began, _children() - used))
        if response.status_code != 200:
            wrong.append(f"{name}: {response.status_code}")
            continue
        pdf = response.content if artwork.is_poster else draw_as_pdf(facts, artwork)
        seen = look(pdf)
        contrast = min(contrast, seen["contrast"])
        wrong += [f"{name}: {one}" for one in seen["wrong"]]
        words = list_words(facts) if artwork.is_poster else [bare(word) for word in (facts.day, facts.hours) if word]
        texts = read_words(pdf)
        # An Arabic title is read in the order of its letters by some and of the page by others: only its length is asked.
        wrong += [
            f"{name}: lacks {word[:40]}" for word in words if word.isascii() and not all(word in text for text in texts)
        ]
        if artwork.is_poster:
            wrong += [f"{name}: {one}" for one in read_tags(pdf)]
            wrong += [] if read_code(pdf) == [facts.url] else [f"{name}: the code says {read_code(pdf)}"]
    return [f"{event.title[:30]}: {one}" for one in wrong], times, contrast


def check_new_date(client, event) -> dict:
    """Change the date of an event; return whether old addresses lead to new files, and after how many seconds."""
    from talkshows.kit.artwork import ARTWORKS
    from talkshows.kit.facts import collect_facts
    from talkshows.kit.kit_page import get_file_url
    from tests.publishing import publish

    facts = collect_facts(event)
    old = {name: (get_file_url(event, facts, name), client.get(f"{event.url}kit/{name}").content) for name in ARTWORKS}
    event.start, event.end = event.start + timedelta(days=7), event.end + timedelta(days=7)
    publish(event)
    began, led = time.perf_counter(), 0
    for url, data in old.values():
        response = client.get(url, follow=True)
        led += response.status_code == 200 and bool(response.redirect_chain) and response.content != data
    return {"files": len(old), "led to new ones": led, "seconds": round(time.perf_counter() - began, 2)}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run() -> dict:
    """Return the figures and whether they hold."""
    from django.test import Client

    client, events = Client(), make_events()
    wrong, times, contrast = [], [], 99.0
    for event in events:
        found, taken, lowest = check_event(client, event)
        wrong, times, contrast = wrong + found, times + taken, min(contrast, lowest)
    walls, cpus = sorted(wall for wall, _cpu in times), sorted(cpu for _wall, cpu in times)
    moved = check_new_date(client, events[0])
    return {
        "events": len(events), "files": len(times), "wrong": wrong, "lowest contrast": contrast,
        "seconds": {"median": round(walls[len(walls) // 2], 3), "slowest": round(walls[-1], 3), "slowest cpu": round(cpus[-1], 3), "limit": LIMIT},
        "new date": moved,
        "holds": not wrong and contrast >= CONTRAST and cpus[-1] < LIMIT and moved["led to new ones"] == moved["files"],
    }  # fmt: skip
