"""Settings from the environment and `.env`; all names are in docs/settings.md."""

import ipaddress
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parents[3]
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
LOCK_TIMEOUT = 20  # seconds that a write waits for another one; then 503 (core.machine_faults)
IDLE_TIMEOUT = 300  # seconds that a transaction may do nothing and hold its locks, on PostgreSQL

env = Env()
if os.environ.get("STADSKENNIS_ENV_FILE") != "none":
    env.read_env(str(ROOT / ".env"), recurse=False)


def read(kind, name, default=None):
    """Return setting `name` as `kind` ("str", "int", "bool", "list"); raise ImproperlyConfigured if invalid."""
    try:
        value = getattr(env, kind)(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from None
    return value.strip() if isinstance(value, str) else value


def read_number(name: str, default: float, least: float, most: float, kind: str = "int"):
    """Return a number within bounds, as "int" or "float"; raise ImproperlyConfigured for another value."""
    number = read(kind, name, default)
    if not least <= number <= most:
        raise ImproperlyConfigured(f"{name}: {number} is not a number from {least} to {most}")
    return number


def read_days(name: str, default: int) -> int:
    """Return a number of days from 0 to ten years; raise ImproperlyConfigured for another value."""
    return read_number(name, default, 0, 3650)


def make_incoming(var_dir: Path) -> str | None:
    """Make the folder of files on their way, on the disk that will hold them; None, the system's own, where there is no room."""
    folder = var_dir / "incoming"
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


def read_database(var_dir: Path) -> dict:
    """Return DATABASES["default"] from DATABASE_URL, by default SQLite in `var_dir`."""
    return parse_database(read("str", "DATABASE_URL", "") or f"sqlite:///{var_dir / 'stadskennis.sqlite3'}")


def parse_database(url: str) -> dict:
    """Return the settings of the database at `url`; raise ImproperlyConfigured if it is invalid."""
    try:
        database = env.dj_db_url("DATABASE_URL_", url)
    except Exception as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from None
    if database["ENGINE"].endswith("sqlite3"):
        try:
            Path(database["NAME"]).parent.mkdir(0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"VAR_DIR: {error.strerror}: {Path(database['NAME']).parent}") from None
        database["ENGINE"] = "config.sqlite3"
        # WAL and IMMEDIATE allow concurrent writers without "database is locked" (docs/decisions/0004).
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_TIMEOUT,
            "cached_statements": 512,  # a request asks dozens, the site hundreds; Python keeps 128 compiled
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA temp_store=MEMORY;",
        }
        database["CONN_MAX_AGE"] = None  # an open connection keeps the files that a reader needs (docs/decisions/0048)
    elif database["ENGINE"].endswith(("postgresql", "postgresql_psycopg2")):
        database["ENGINE"] = "django.db.backends.postgresql"
        limits = f"-c lock_timeout={LOCK_TIMEOUT}s -c idle_in_transaction_session_timeout={IDLE_TIMEOUT}s"
        given = database.setdefault("OPTIONS", {})
        given["options"] = f"{limits} {given.get('options', '')}".strip()  # what DATABASE_URL says goes before
        database["CONN_MAX_AGE"] = None
        database["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL: only sqlite:// and postgresql:// are supported")
    return database


def read_site_url() -> str:
    """Return SITE_URL without trailing slash; only loopback hosts may use plain HTTP."""
    url = read("str", "SITE_URL", "http://127.0.0.1:8000").rstrip("/")
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not parts.path
    except ValueError:  # brackets or a port that are none
        is_valid = False
    if not is_valid:
        raise ImproperlyConfigured(f"SITE_URL: {url!r} is not an address such as https://stadskennis.example")
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ImproperlyConfigured("SITE_URL: a public address must begin with https://")
    return url


def read_accelerated() -> str:
    """Return X_ACCEL_REDIRECT, the prefix of the proxy's internal location of uploads, or an empty string."""
    prefix = read("str", "X_ACCEL_REDIRECT", "")
    if prefix and not (prefix.startswith("/") and prefix.endswith("/")):
        raise ImproperlyConfigured(f"X_ACCEL_REDIRECT: {prefix!r} is not a path such as /permitted-files/")
    return prefix


def read_proxies() -> list:
    """Return TRUSTED_PROXIES as networks, from which X-Forwarded-Proto and X-Forwarded-For are accepted."""
    try:
        return [ipaddress.ip_network(item.strip()) for item in read("list", "TRUSTED_PROXIES", ["127.0.0.0/8", "::1"])]
    except ValueError as error:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}") from None


def read_secret(var_dir: Path) -> str:
    """Return SECRET_KEY, or the key that `make run` wrote into `var_dir`."""
    key = read("str", "SECRET_KEY", "")
    file = var_dir / "secret-key"
    if not key and file.is_file():
        key = file.read_text(encoding="utf-8").strip()
    if len(key) < 50:
        raise ImproperlyConfigured("SECRET_KEY: give at least 50 random characters (make run makes one in var/)")
    return key
