"""Checks of Python version, settings, disk space and port before setup. Runs on any Python 3."""

import errno
import os
import re
import shutil
import socket
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED = 400 * 1024 * 1024  # bytes free for environment, database and files
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
LINE = re.compile(r"^(export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=")


class SetupError(Exception):
    """Setup cannot continue; the message is one line for the user."""


def say(text):
    """Print a line; where the output goes to a full disk or a closed pipe, nothing stops because of it."""
    try:
        print(text, flush=True)
    except (OSError, ValueError):
        pass


def check_python(version=None):
    """Raise SetupError unless the site supports this Python version."""
    version = version or sys.version_info
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        found = ".".join(str(part) for part in version[:2])
        raise SetupError(
            "Python {} does not run Stadskennis: use 3.11, 3.12 or 3.13 (make run PYTHON=python3.11)".format(found)
        )


def read_env(path=None):
    """Return {name: value} of `.env`; raise SetupError for an invalid line."""
    path = path or os.path.join(ROOT, ".env")
    values = {}
    if os.environ.get("STADSKENNIS_ENV_FILE") == "none" or not os.path.exists(path):
        return values
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(".env cannot be read: {}".format(type(error).__name__))
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not LINE.match(text):
            raise SetupError(".env line {}: not NAME=value".format(number))
        name, value = re.sub(r"^export\s+", "", text).split("=", 1)
        value = value.strip()
        if value[:1] in "\"'" and (len(value) < 2 or value[-1] != value[0]):
            raise SetupError(".env line {}: a quote is not closed".format(number))
        values[name.strip()] = value.strip("\"'")
    return values


def find_var(values):
    """Create the data folder and return its path; raise SetupError when it is not writable."""
    var = os.path.abspath(os.path.join(ROOT, os.environ.get("VAR_DIR") or values.get("VAR_DIR") or "var"))
    probe = os.path.join(var, ".probe")
    try:
        for folder in (var, os.path.join(var, "log")):
            os.makedirs(folder, 0o700, exist_ok=True)
        with open(probe, "w") as file:
            file.write("x")
        os.remove(probe)
    except OSError as error:
        if error.errno not in NO_ROOM or not has_site(var, values):
            raise SetupError(explain(error, var))
        if os.path.exists(probe):
            os.remove(probe)
    return var


def has_site(var, values):
    """Return whether a site was prepared in this folder before: it has a key, statics and a database."""
    address = os.environ.get("DATABASE_URL") or values.get("DATABASE_URL")
    files = ["secret-key", os.path.join("static", ".stamp")] + ([] if address else ["stadskennis.sqlite3"])
    return all(os.path.exists(os.path.join(var, name)) for name in files)


def check_room(var, values, usage=shutil.disk_usage):
    """Return a warning when an existing site has little room, else ""; raise SetupError for a new one."""
    try:
        check_disk(var, usage=usage)
    except SetupError as problem:
        if not has_site(var, values):
            raise
        return "{}. The site starts; readers can read, but new things may find no room".format(problem)
    return ""


def check_disk(path, needed=NEEDED, usage=shutil.disk_usage):
    """Raise SetupError when less than `needed` bytes are free."""
    free = usage(path).free
    if free < needed:
        raise SetupError("disk full: {} MB free at {}, {} MB needed".format(free // 1024**2, path, needed // 1024**2))


def explain(error, path):
    """Return a one-line message for an OSError."""
    if error.errno in NO_ROOM:
        return "disk full: nothing can be written to {}".format(path)
    return "cannot write to {}: {}".format(path, error.strerror)


def check_port(text):
    """Return the port as an integer; raise SetupError when it is invalid or in use."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SetupError("PORT={}: give a number from 1 to 65535".format(text))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise SetupError("port {} may not be used: try make run PORT=8001".format(text))
            raise SetupError("port {} is taken: try make run PORT={}".format(text, int(text) % 65535 + 1))
    return int(text)
