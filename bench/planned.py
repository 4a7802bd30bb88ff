"""Starts the site as `make run` does, plans a publication and an expiry, and tells when each surface showed them.

`make bench ONLY=planned`. Figures are seconds after the planned moment; the limit is 60 for a publication, and an expired entry is
gone from its very second: a negative figure is the last request that still showed it.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
AHEAD, LIMIT, AFTER = 30, 60, 15  # seconds
COMING, GOING = "Sterrenkomst", "Sterrengang"
SERVE = """if True:
    import os, sys
    sys.path.insert(0, "scripts")
    from install import PYTHON
    from serve import Supervisor, environment, prepare_site
    var, port = sys.argv[1], int(sys.argv[2])
    os.umask(0o077)
    os.makedirs(os.path.join(var, "log"))
    variables = environment(var, port, "config.settings.production")
    prepare_site(variables, os.path.join(var, "log", "run.log"))
    sys.exit(Supervisor(PYTHON, variables, var, port).run())
"""


def planned() -> dict:
    """Run the site, and return the figures of both entries by surface."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    var = Path(tempfile.mkdtemp(prefix="stadskennis-planned-"))
    environment = {
        **os.environ, "VAR_DIR": str(var), "SECRET_KEY": secrets.token_urlsafe(64), "SITE_URL": f"http://127.0.0.1:{port}",
        "STADSKENNIS_ENV_FILE": "none", "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    site = subprocess.Popen([sys.executable, "-c", SERVE, str(var), str(port)], env=environment, cwd=ROOT)
    try:
        wait_until_ready(port, site)
        made = call("make", environment)
        before = {name: is_shown(port, *surface) for name, surface in made[GOING]["surfaces"].items()}
        moment = call("plan", environment, str(made[COMING]["id"]), str(made[GOING]["id"]))
        return watch(port, moment, {word: entry["surfaces"] for word, entry in made.items()}, before)
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(20)


def call(step: str, environment: dict, *arguments: str):
    """Run a step of this file with the site's settings in a process of its own; return what it printed as JSON."""
    command = [sys.executable, __file__, step, *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def wait_until_ready(port: int, site: subprocess.Popen) -> None:
    """Wait until the site answers and its worker has nothing left to do."""
    for _second in range(600):
        assert site.poll() is None, "the site stopped"
        try:
            if json.loads(fetch(port, "/-/ready")[1])["worker"] == "idle":
                return
        except (OSError, ValueError):
            pass
        time.sleep(1)
    raise TimeoutError("the site did not get ready")


def fetch(port: int, path: str) -> tuple[int, str]:
    """Return status and text of a page or file."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
            return response.status, response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""


def is_shown(port: int, path: str, mark: str) -> bool:
    """Return whether a surface shows an entry: `mark` stands in its text, or without one it answers 200."""
    status, text = fetch(port, path)
    return status == 200 and mark.lower() in text.lower()


def watch(port: int, moment: float, plan: dict, before: dict[str, bool]) -> dict:
    """Ask every surface again and again until 60 seconds after the moment; return what was seen when.

    `before`: {surface: whether it showed the expiring entry before that was planned}.
    """
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    while time.time() < moment + (LIMIT if len(first) < len(plan[COMING]) else AFTER):
        for found, word in ((first, COMING), (last, GOING)):
            for name, (path, mark) in plan[word].items():
                asked = time.time()
                if (word == GOING or name not in found) and is_shown(port, path, mark):
                    found[name] = round((time.time() if word == COMING else asked) - moment, 1)
        time.sleep(0.2)
    late = [name for name in plan[COMING] if first.get(name, LIMIT + 1) > LIMIT or first[name] < 0]
    never = [name for name in plan[GOING] if not before[name]]
    stayed = [name for name, seconds in last.items() if seconds > 0]
    return {
        "published": {"surfaces": len(first), "seen after": first, "not within 60 s": late},
        "expired": {
            "surfaces": len(before) - len(never),
            "last seen": last,
            "seen after its second": stayed,
            "never seen": never,
        },
        "limit": LIMIT,
    }


def set_up() -> None:
    """Set Django up for a step."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django
    from django.conf import settings

    settings.INSTALLED_APPS.append("tests.new_kind")  # the factories know its kind
    django.setup()


def make() -> dict:
    """Make a draft and a published entry; return {word: id and surfaces}."""
    from tests.publishing import publish

    entries = {COMING: make_entry(COMING, publish=False), GOING: make_entry(GOING)}
    entries[COMING].save_revision()
    publish(entries[GOING])
    return {word: {"id": entry.pk, "surfaces": list_surfaces(entry, word)} for word, entry in entries.items()}


def plan(coming: str, going: str) -> float:
    """Plan the publication of the one and the expiry of the other; return the moment."""
    from datetime import timedelta

    from django.utils import timezone

    from talkshows.models import EpisodePage
    from tests.publishing import publish

    moment = timezone.now() + timedelta(seconds=AHEAD)
    for pk, field in ((coming, "go_live_at"), (going, "expire_at")):
        entry = EpisodePage.objects.get(pk=pk).get_latest_revision_as_object()
        setattr(entry, field, moment)
        publish(entry)
    return moment.timestamp()


def make_entry(word: str, **options):
    """Return an episode with everything that has an address of its own."""
    from talkshows.models import SeriesPage
    from tests import factories
    from tests.recordings import recorded

    image = factories.SiteImageFactory(title=word, file=factories.make_image_file(f"{word}.png"))
    entry = factories.EpisodePageFactory(
        title=f"{word} boven de stad", slug=word.lower(), hero_image=image, parent=SeriesPage.objects.filter(live=True, locale__language_code="nl").first(),
        themes=[factories.ThemeFactory(name=f"Thema {word}")], places=[factories.PlaceFactory(name=f"Plek {word}", latitude="52.0786", longitude="4.2888")],
        **recorded(), **options,
    )  # fmt: skip
    entry = entry.get_latest_revision_as_object()  # a draft's themes and places stand in its revision alone
    entry.contributions.create(person=factories.PersonFactory(name=f"Gast {word}"), role="author")
    return entry


def list_surfaces(entry, word: str) -> dict[str, tuple[str, str]]:
    """Return {name: (path, mark)} of the surfaces of an entry."""
    theme, place = entry.themes.first(), entry.places.first()
    person = entry.contributions.first().person
    page = entry.get_parent().url + entry.slug + "/"
    title = f"{word} boven"
    return {
        "page": (page, title),
        "series": (entry.get_parent().url, title),
        "theme": (theme.get_absolute_url(), title),
        "place": (place.get_absolute_url(), title),
        "person": (person.get_absolute_url(), title),
        "search": (f"/zoeken/?q={quote(word)}", f'data-entry="{entry.pk}"'),
        "suggestions": (f"/zoeken/suggesties/?q={quote(word)}", title),
        "feed": (f"/feeds/alles.xml?theme={theme.slug}", title),
        "feed of a search": (f"/zoeken/feed/?q={quote(word)}", title),
        "podcast": ("/feeds/podcast.xml", title),
        "sitemap": ("/sitemap.xml", page),
        "share image": (entry.share_image_url, ""),
        "picture": (entry.hero_image.get_rendition("width-20|format-webp").url, ""),
        "recording": (entry.recording_file.url, ""),
        "captions": (f"/media/captions/{entry.pk}/nl.vtt", ""),
        "kit": (f"{page}kit/", title),
        "texts of the kit": (f"{page}kit/text.txt", title),
        "card of the kit": (f"{page}kit/card.png", ""),
        "frame for partners": (f"{page}embed/", title),
        "citation": (f"{page}cite.bib", title),
        "map": (f"/kaart/?place={place.slug}", title),
        "data of the map": (f"/kaart/kaart.geojson?place={place.slug}", title),
        "results as CSV": (f"/zoeken/resultaten.csv?q={quote(word)}", title),
        "results as RIS": (f"/zoeken/resultaten.ris?q={quote(word)}", title),
    }


if __name__ == "__main__":
    set_up()
    print(json.dumps({"make": make, "plan": plan}[sys.argv[1]](*sys.argv[2:])))
