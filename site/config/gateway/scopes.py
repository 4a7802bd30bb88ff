"""A request of the server: as the page cache asks for it, and as the environment of WSGI."""

import sys
from typing import Any

from accounts.network import get_scheme
from page_cache.front import Asked


def ask(scope) -> Asked:
    """Return what a request asks for, for the page cache."""
    get = scope.headers.get
    scheme = scope.scheme
    forwarded = get("x-forwarded-proto")
    if forwarded is not None:
        scheme = get_scheme(scheme, forwarded, split_address(scope.client)[0])
    return Asked(scope.method, scheme, scope.path, scope.query_string, scope.server.rpartition(":")[2], get)


def split_address(text: str) -> tuple[str, str]:
    """Return (host, port) of an address as the server writes it."""
    host, _, port = text.rpartition(":")
    return host.strip("[]"), port


def make_environ(scope, body, length: int) -> dict[str, Any]:
    """Return the environment of WSGI; headers with an underscore are left out, for they could stand for another one."""
    name, port = split_address(scope.server)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": name,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": split_address(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for header, value in scope.headers.items():
        if "_" in header:
            continue
        key = f"HTTP_{header.upper().replace('-', '_')}"
        key = {"HTTP_CONTENT_TYPE": "CONTENT_TYPE", "HTTP_CONTENT_LENGTH": "CONTENT_LENGTH"}.get(key, key)
        joint = "; " if header == "cookie" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    if length:
        environ["CONTENT_LENGTH"] = str(length)
    return environ
