"""A site as `make run` starts it, on a small disk that is filled to the last byte: who reads, what is refused, what comes back.

`make bench ONLY=full_disk`. The disk is a tmpfs: mounted by root, or by anybody in a name space of their own (`unshare`).
The site is prepared beside it and copied; `FULL_DISK_SITE` names a prepared folder, which saves a minute.
"""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.full_disk_client import Client

ROOT = Path(__file__).resolve().parents[1]
SPARE = 24 * 1024 * 1024  # bytes of room before the disk is filled
PAGES = {
    "home": "/", "home in English": "/en/", "listing": "/stadslabs/", "search": "/zoeken/?q=wijk",
    "suggestions": "/zoeken/suggesties/?q=wij", "feed": "/feeds/alles.xml", "podcast": "/feeds/podcast.xml",
    "sitemap": "/sitemap.xml", "calendar": "/agenda/agenda.ics", "contact form": "/contact/", "sign-in": "/beheer/login/",
    "ready": "/-/ready", "robots": "/robots.txt", "map": "/kaart/", "data of the map": "/kaart/kaart.geojson",
    "questions and offers": "/vraag-en-aanbod/", "what is new": "/nieuw/", "results as CSV": "/zoeken/resultaten.csv?q=wijk",
    "form of a question": "/vraag-en-aanbod/nieuwe-vraag/",
}  # fmt: skip
# What a crawl of the pages below finds: the first address that matches.
FOUND = {
    "case": ("/stadslabs/", r'href="(/stadslabs/[a-z0-9-]+/)"'),
    "episode": ("/talkshows/", r'href="(/talkshows/[a-z0-9-]+/[a-z0-9-]+/)"'),
    "theme": ("/themas/", r'href="(/themas/[a-z0-9-]+/)"'),
    "place": ("/plekken/", r'href="(/plekken/[a-z0-9-]+/)"'),
    "picture": ("/stadslabs/", r"(/media/images/\d+/[^\s\",]+\.webp)"),
    "style sheet": ("/", r'href="(/static/css/[^"]+\.css)"'),
}
RANGED = {"PDF": r"(/documents/\d+/[^\"#?]+\.pdf)", "recording": r"(/media/recordings/\d+/[^\"#?]+)"}


def full_disk() -> dict:
    """Return what each address answered on the full disk, on a server that ran and on one that started there."""
    if os.geteuid():
        return in_own_name_space()
    with tempfile.TemporaryDirectory() as top:
        source = Path(os.environ.get("FULL_DISK_SITE") or prepare(Path(top, "made")))
        disk = Path(top, "disk")
        disk.mkdir()
        size = sum(path.stat().st_size + 4096 for path in source.rglob("*") if path.is_file()) + SPARE
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
        try:
            shutil.copytree(source, disk / "var")
            return walk(disk)
        finally:
            subprocess.run(["umount", "-l", disk], check=False)


def in_own_name_space() -> dict:
    """Run this file as root of a name space of its own."""
    command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m", "bench.full_disk"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def prepare(folder: Path) -> Path:
    """Make a site with the example content, its background work done."""
    (folder / "log").mkdir(parents=True)
    (folder / "secret-key").write_text(secrets.token_urlsafe(64))
    for command in (["scripts/prepare.py"], ["manage.py", "worker", "--batch"]):
        subprocess.run([sys.executable, *command], env=environment(folder), cwd=ROOT, check=True, stdout=sys.stderr)
    return folder


def environment(folder: Path, port: int = 8000) -> dict:
    """Return the environment of a site in `folder`, without what this shell says of another."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY", "CACHE_URL"}
    }
    return {
        **kept, "VAR_DIR": str(folder), "STADSKENNIS_ENV_FILE": "none", "SITE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }  # fmt: skip


class Site:
    """The site as `make run` starts it."""

    def __init__(self, folder: Path):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> str:
        """Start it, wait until it answers, and return what it said."""
        with tempfile.TemporaryFile("w+", dir="/dev/shm") as said:
            command = [sys.executable, "scripts/run.py", "run", "--port", str(self.port)]
            self.process = subprocess.Popen(
                command, env=environment(self.folder, self.port), cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
            )
            for _second in range(120):
                try:
                    if Client(self.port).get("/-/alive").status == 200:
                        break
                except OSError:
                    pass
                if self.process.poll() is not None:
                    break
                time.sleep(1)
            said.seek(0)
            text = said.read()
        if self.process.poll() is not None:
            raise RuntimeError(text)
        return text

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""
        self.process.send_signal(number)
        self.process.wait(20)


def fill(disk: Path) -> None:
    """Write until nothing fits any more."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


def find_addresses(client: Client) -> dict[str, str]:
    """Return the reading addresses, with those that a crawl finds."""
    pages = dict(PAGES)
    for name, (start, pattern) in FOUND.items():
        pages[name] = re.search(pattern, client.get(start).text)[1]
    return pages


def find_files(client: Client) -> dict[str, str]:
    """Return the addresses of a PDF and a recording."""
    sitemap = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    found: dict[str, str] = {}
    for path in sitemap:
        text = client.get(path).text
        for name, pattern in RANGED.items():
            if name not in found and (match := re.search(pattern, text)):
                found[name] = match[1]
        if len(found) == len(RANGED):
            break
    return found


def read_all(client: Client, pages: dict, files: dict) -> dict[str, int]:
    """Return the status of every reading address; of files, of a request for a part."""
    statuses = {name: client.get(path).status for name, path in pages.items()}
    for name, path in files.items():
        answer = client.get(path, {"Range": "bytes=10-29", "Accept-Encoding": "gzip"})
        statuses[name] = answer.status if len(answer.body) == 20 else -1
    return statuses


def count(statuses: dict[str, int]) -> str:
    """Return how many of the addresses answered, as `12 of 12`."""
    return f"{sum(status in {200, 206} for status in statuses.values())} of {len(statuses)}"


def walk(disk: Path) -> dict:
    """Fill the disk under a running site, restart it there, send everything that is kept, make room, and look again."""
    from bench.full_disk_writes import Writes

    site = Site(disk / "var")
    site.start()
    try:
        reader = Client(site.port)
        pages, files = find_addresses(reader), find_files(reader)
        writes = Writes(site.port, site.folder, environment(site.folder, site.port))
        writes.open_forms()
        fill(disk)
        figures: dict = {"free bytes": shutil.disk_usage(disk).free}
        running = read_all(reader, pages, files)
        figures["reading, server running"] = {"answered": count(running), **failures(running)}
        figures["refused"] = writes.send_all()
        for name, number in (("stopped", signal.SIGTERM), ("killed", signal.SIGKILL)):
            site.stop(number)
            if number == signal.SIGKILL:
                time.sleep(5)  # its children end by themselves
            fill(disk)
            said = site.start()
            started = read_all(reader, pages, files)
            figures[f"reading, server {name} and started"] = {
                "answered": count(started), **failures(started), "said": [line for line in said.splitlines() if "full" in line],
            }  # fmt: skip
        figures["refused after a start"] = writes.send_all()
        (disk / "filler").unlink()
        print(json.dumps(figures, indent=1), file=sys.stderr)
        figures["after room returned"] = writes.send_again()
        return figures
    finally:
        site.stop()


def failures(statuses: dict[str, int]) -> dict:
    """Return the addresses that did not answer."""
    failed = {name: status for name, status in statuses.items() if status not in {200, 206}}
    return {"failed": failed} if failed else {}


if __name__ == "__main__":
    print(json.dumps(full_disk()))
