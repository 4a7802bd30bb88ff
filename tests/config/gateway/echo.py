"""A small application behind the gateway, and the server that runs it: `python -m tests.config.gateway.echo PORT FILE`."""

import hashlib
import json
import os
import sys
import tempfile
import time

LIMIT, LARGEST = 5 * 1024 * 1024, 8_000_000  # bytes of a body: of a stranger, of who is signed in
HELD: list[str] = []  # slow requests that a thread has begun


class FileAnswer(list):
    """An answer that the server sends as a file; `file_part` says which bytes."""

    def __init__(self, path: str, first: int, last: int):
        super().__init__()
        self.file_part = (path, first, last)


def echo(environ, start_response):
    """Tell what arrived; `/file` is a file, of which the query names the first and last byte; `/broken` fails, `/slow` takes seconds."""
    path = environ["PATH_INFO"]
    if path.endswith("/slow"):
        HELD.append(path)
        time.sleep(int(environ["QUERY_STRING"]))  # a thread that waits, as for the lock of a database
    if path == "/broken":
        raise RuntimeError("broken on purpose")
    if path == "/file":
        name = os.environ["ECHO_FILE"]
        first, last = map(int, (environ["QUERY_STRING"] or f"0-{os.path.getsize(name) - 1}").split("-"))
        start_response("206 Partial Content", [("Content-Length", str(last - first + 1)), ("X-Kept", "1")])
        return FileAnswer(name, first, last)
    try:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    except Exception as error:
        start_response("400 Bad Request", [])
        return [type(error).__name__.encode()]
    told = {key: value for key, value in environ.items() if isinstance(value, str)}
    told |= {"held": len(HELD), "length": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    start_response("200 OK", [("Content-Type", "application/json"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [json.dumps(told).encode()]


def set_up() -> None:
    """Load the few settings and the one app that the gateway needs: the site's own take seconds."""
    import django  # noqa: PLC0415 -- not before the server knows where to look
    from django.conf import settings  # noqa: PLC0415

    if not settings.configured:
        settings.configure(
            VAR_DIR=tempfile.gettempdir(), SITE_URL="http://127.0.0.1", PAGE_CACHE=False, PAGE_CACHE_BYTES=0,
            INSTALLED_APPS=["page_cache"], TRUSTED_PROXIES=[], DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            DATA_UPLOAD_MAX_MEMORY_SIZE=LIMIT, WEB_WORKERS=1,
        )  # fmt: skip
        django.setup()


def make_application():
    """Return the application; in a process of the server."""
    set_up()
    from config.gateway.application import Gateway  # noqa: PLC0415 -- needs the settings

    return Gateway(echo, LARGEST, lambda cookies: "sessionid=a" in cookies)


if __name__ == "__main__":
    sys.path[:0] = [".", "site"]
    os.environ["ECHO_FILE"] = sys.argv[2]
    set_up()
    from config.server import make_server

    make_server("127.0.0.1", int(sys.argv[1]), "tests.config.gateway.echo:make_application", factory=True).serve()
