"""Runs all checks and tests: `make test`, `make browser` and `make heavy`. Lists tests that lack a tool; with CI=true that is a failure."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from node_build import find_missing_tool
from preflight import find_var, read_env
from search_node import SearchNode

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bin" / "python"
NU = ROOT / "var" / "tools" / "vnu.jar"
OWN_TARGETS = ("browser", "heavy")  # markers of tests that `make test` leaves to a target of that name
# The shell has no window to draw: the same pages take a quarter less of the processor.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


def find_browser() -> str | None:
    """Return the program of a Chromium: CHROMIUM where that is set, else the first of this machine."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_missing_tools() -> dict[str, str]:
    """Return {pytest marker: message} of the tests for which this machine lacks a tool."""
    found = {}
    if not find_browser():
        found["browser"] = "browser tests left out: no Chromium (apt install chromium-headless-shell)"
    if not shutil.which("java") or not NU.exists():
        found["nu"] = "HTML checker left out: needs java (apt install default-jre-headless) and scripts/tools.py nu"
    servers = list(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not servers and not os.environ.get("TEST_POSTGRESQL_URL"):
        found["postgresql"] = "PostgreSQL tests left out: no server (apt install postgresql)"
    reason = find_missing_tool()
    if reason and not os.environ.get("TEST_ELASTICSEARCH_URL"):
        found["elasticsearch"] = f"Elasticsearch tests left out: {reason}"
    return found


def choose(arguments: list[str], missing: Iterable[str]) -> list[str]:
    """Return the arguments with the markers of tests that are left out: those that lack a tool, and those of other targets.

    These are run where markers or files are named.
    """
    place = arguments.index("-m") + 1 if "-m" in arguments else 0
    is_named = place or any(argument.startswith("tests") for argument in arguments)
    left_out = dict.fromkeys([*missing, *([] if is_named else OWN_TARGETS)])
    chosen = " and ".join(f"not {marker}" for marker in left_out)
    if not place or not chosen:
        return [*(["-m", chosen] if chosen else []), *arguments]
    return [*arguments[:place], f"({arguments[place]}) and {chosen}", *arguments[place + 1 :]]


def make_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of the tests: what a process compiles of our code and of the packages, the next ones read.

    PYTHONDONTWRITEBYTECODE, which many images set, would make each process of a run compile hundreds of modules anew.
    """
    kept = {name: value for name, value in variables.items() if name != "PYTHONDONTWRITEBYTECODE"}
    browser = find_browser()
    return (
        kept
        | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
        | ({"CHROMIUM": browser} if browser else {})
    )


def main(arguments: list[str]) -> int:
    """Run the checks, then pytest; return the exit code."""
    missing = find_missing_tools()
    for line in missing.values():
        print(line)
    if missing and os.environ.get("CI") == "true":
        print("CI=true: a missing tool is a failure")
        return 1
    environment = make_environment(os.environ)
    if not arguments and subprocess.call([str(PYTHON), "scripts/check.py"], cwd=ROOT, env=environment):
        return 1
    command = [str(PYTHON), "-m", "pytest"]
    if not any(argument.startswith(("-n", "-p")) for argument in arguments):
        # One more than there are cores: a third of the time tests wait for a browser, a node or a process of their own.
        command += ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    node = SearchNode(find_var(read_env()))
    ran_before = bool(node.address)
    try:
        return subprocess.call([*command, *choose(arguments, missing)], cwd=ROOT, env=environment)
    finally:
        if not ran_before:
            node.stop()  # started by a test


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
