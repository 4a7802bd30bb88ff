"""A site as `make run` starts it, in a folder of its own: for benchmarks that ask over HTTP. And PostgreSQL and Redis beside it."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN = 900  # seconds for migrations and the example content, on a machine that does more than this


class Site:
    """A running site: `port`, `environment` of commands, `server` the process of `manage.py serve`."""

    def __init__(self, port: int, environment: dict, server: subprocess.Popen):
        self.port, self.environment, self.server = port, environment, server

    @property
    def netloc(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def fetch(self, path: str, timeout: float = 30) -> tuple[int, str]:
        """Return status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://{self.netloc}{path}", timeout=timeout) as response:
                return response.status, response.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, ""

    def find_processes(self) -> list[int]:
        """Return the processes of the web server: the one that started, and those that answer."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text(encoding="ascii")
        return [self.server.pid, *map(int, children.split())]

    def measure_memory(self) -> dict[str, float]:
        """Return the memory of the web processes in MB: what each has of its own and its share of the rest, and resident."""
        found = {"pss": 0, "rss": 0}
        for process in self.find_processes():
            for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
                name, _, value = line.partition(":")
                if name.lower() in found:
                    found[name.lower()] += int(value.split()[0])
        return {name: round(kilobytes / 1024) for name, kilobytes in found.items()}

    def measure_processor(self) -> float:
        """Return the processor seconds that the web processes have used."""
        ticks = 0
        for process in self.find_processes():
            fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def call(self, module: str, *arguments: str):
        """Run a module with the site's settings in a process of its own; return what it printed last, as JSON."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])


def find_port() -> int:
    """Return a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def run_site(content: bool = True, worker: bool = False, prepared: dict | None = None, **more: str) -> Iterator[Site]:
    """Prepare a site, with the example content if `content`, serve it and yield it; `more` are settings.

    `prepared`: the environment of a site that is there already, to be served a second time. BENCH_SITE names a folder with a site
    that has the example content: it is copied, which saves minutes when a bench is run again and again.
    """
    port, folder = find_port(), Path(tempfile.mkdtemp(prefix="stadskennis-bench-"))
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}},
        "VAR_DIR": str(folder), "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "STADSKENNIS_ENV_FILE": "none",
        "SECRET_KEY": secrets.token_urlsafe(64), "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": f"{ROOT}/site:{ROOT}", **more,
    }  # fmt: skip
    if prepared:
        environment = {**prepared, "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", **more}
    processes = []
    try:
        if prepared:
            pass
        elif content:
            if made := os.environ.get("BENCH_SITE"):
                shutil.copytree(made, folder, dirs_exist_ok=True)
            subprocess.run([sys.executable, "scripts/prepare.py"], cwd=ROOT, env=environment, check=True)
        else:
            for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"]):
                subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        if worker:
            command = ["nice", "-n", "5", sys.executable, "manage.py", "worker"]  # as `make run` does
            processes.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
        processes.append(server)
        site = Site(port, environment, server)
        wait_until_alive(site)
        yield site
    finally:
        end(*processes)
        shutil.rmtree(folder, ignore_errors=True)


def end(*processes: subprocess.Popen) -> None:
    """End processes, and those that do not end when they are asked to."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_alive(site: Site, path: str = "/-/alive") -> None:
    """Return when the site answers."""
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        assert site.server.poll() is None, "the server stopped"
        with suppress(OSError):
            if site.fetch(path)[0] == 200:
                return
        time.sleep(0.2)
    raise TimeoutError("the site did not answer")


@contextmanager
def run_redis() -> Iterator[str]:
    """Start a Redis server that keeps nothing; yield its address."""
    port = find_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(),
    )  # fmt: skip
    try:
        for _ in range(100):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        end(server)


def has_postgresql_and_redis() -> bool:
    """Return whether both are installed."""
    return bool(shutil.which("redis-server")) and any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
