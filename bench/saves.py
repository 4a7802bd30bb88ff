"""1,000 saves by 8 editors at once on a real server, on SQLite and on PostgreSQL: `make bench ONLY=saves` (some minutes).

Four drafts are shared by all eight. An editor reads a draft, adds a mark to its text, and saves it by an autosave or with a button;
after a refusal they read it anew. A mark says who saved when, and every text is the one that was read with one mark more, so a
save over a version that its editor has not seen leaves out a mark that was accepted before: it is counted as lost. A refusal
is real when somebody else's save was accepted since the editor read; one with a button has to name them and link to the
difference.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.autosave import ROOT, wait_for

SAVES, PORT = 1000, 8148


@contextmanager
def serve(folder: Path, database: str) -> Iterator[str]:
    """Prepare an empty site on `database` and serve it as in production; yield its address."""
    address = f"http://127.0.0.1:{PORT}"
    (folder / "log").mkdir(parents=True, exist_ok=True)
    environment = dict(
        os.environ, DJANGO_SETTINGS_MODULE="config.settings.production", VAR_DIR=str(folder), PORT=str(PORT),
        SITE_URL=address, DATABASE_URL=database, SECRET_KEY=secrets.token_urlsafe(64),
    )  # fmt: skip
    os.environ.update(environment)
    subprocess.run([sys.executable, ROOT / "scripts" / "prepare.py"], cwd=ROOT, check=True, env=environment)
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
    try:
        wait_for(f"{address}/-/alive")
        yield address
    finally:
        server.terminate()
        server.wait()


def run_on(database: str, saves: int) -> dict:
    """Return the figures on one database; Django is set up once for each process, so each runs in one of its own."""
    with tempfile.TemporaryDirectory(prefix="stadskennis-saves-") as folder:
        url = database or f"sqlite:///{folder}/stadskennis.sqlite3"
        with serve(Path(folder), url) as address:
            import django

            django.setup()
            from bench.saves_editors import run

            return run(address, saves)


def measure() -> dict:
    """Return the figures on SQLite, and on PostgreSQL where its programs are there."""
    from tests.config import postgresql

    found = {"sqlite": _in_process("")}
    if any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")):
        with postgresql.serve() as database:
            found["postgresql"] = _in_process(database)
    return found


def _in_process(database: str) -> dict:
    command = [sys.executable, "-m", "bench.saves", database]
    environment = dict(os.environ, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}")
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    print(json.dumps(run_on(sys.argv[1], int(os.environ.get("SAVES", SAVES)))))
