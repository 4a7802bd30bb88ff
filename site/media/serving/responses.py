"""HTTP responses of files and generated texts: validators, byte ranges and cache headers."""

import hashlib
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags

from accounts.network import is_trusted_proxy
from characters.cleaning import clean
from media.serving.ranges import UnsatisfiableRangeError, parse_range, read_range

CACHE_CONTROL = "no-cache"  # revalidate on every request, so that withdrawn files disappear at once

BOM = "\ufeff"

PRIVATE_CACHE_CONTROL = "private, no-store"


def serve_file(request, file, content_type: str, name: str, inline: bool = True) -> HttpResponse:
    """Return a stored file with validators and byte ranges: 200, 206, 304 or 416; raise Http404 when it is missing."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    try:
        size = file.size
        modified = file.storage.get_modified_time(file.name)
        opened = file.storage.open(file.name, "rb")
    except (OSError, ValueError):
        raise Http404 from None
    etag = '"' + hashlib.sha256(f"{file.name}:{size}:{modified.timestamp()}".encode()).hexdigest()[:24] + '"'
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(modified.timestamp()),
        "Accept-Ranges": "bytes",
        "Cache-Control": CACHE_CONTROL,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}",
    }
    if is_known(request, etag):
        opened.close()
        return _add_headers(HttpResponseNotModified(), headers)
    if (address := find_accelerated_address(request, file)) is not None:
        opened.close()
        return _accelerate(address, content_type, headers)
    part = None
    try:
        if request.headers.get("If-Range", etag) in {etag, headers["Last-Modified"]}:
            part = parse_range(request.headers.get("Range", ""), size)
    except UnsatisfiableRangeError:
        opened.close()
        return _add_headers(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), headers)
    first, last = part or (0, size - 1)
    response = StreamingHttpResponse(
        read_range(opened, first, last) if request.method == "GET" else [],
        status=206 if part else 200,
        content_type=content_type,
    )
    if request.method == "HEAD":
        opened.close()
    response.file_part = (file.storage.path(file.name), first, last)  # the server can send it itself (config.gateway)
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return _add_headers(response, headers)


def find_accelerated_address(request, file) -> str | None:
    """Return the address under which the proxy in front finds a file, or None without such a proxy."""
    prefix, root = settings.X_ACCEL_REDIRECT, Path(settings.MEDIA_ROOT)
    if not prefix or not is_trusted_proxy(request.META.get("REMOTE_ADDR", "")):
        return None
    path = Path(file.storage.path(file.name))
    return prefix + quote(path.relative_to(root).as_posix()) if path.is_relative_to(root) else None


def _accelerate(address: str, content_type: str, headers: dict) -> HttpResponse:
    """Let the proxy send a file; it knows ranges and has validators of its own."""
    kept = {name: headers[name] for name in ("Cache-Control", "X-Content-Type-Options", "Content-Disposition")}
    response = _add_headers(HttpResponse(content_type=content_type), kept)
    response["X-Accel-Redirect"] = address
    return response


def is_known(request, etag: str) -> bool:
    """Return whether the client has the version with this ETag."""
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    return bool(known & {etag, "*"})


def _add_headers(response, headers: dict):
    for name, value in headers.items():
        response[name] = value
    return response


def text_response(request, body: str, content_type: str, name: str = "") -> HttpResponse:
    """Return a text with an ETag of its content, or 304; `name` is the file name of a download."""
    mark = BOM if body.startswith(BOM) else ""  # of a CSV file; anywhere else it is a sign that nobody sees
    data = f"{mark}{clean(body)}".encode()
    response = HttpResponse(data, content_type=f"{content_type}; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:24]}"'
    response["Cache-Control"] = CACHE_CONTROL
    response["X-Content-Type-Options"] = "nosniff"
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def gone_response() -> HttpResponse:
    """Return 410 Gone for a file or text that a consent has withdrawn."""
    return HttpResponse("410 Gone", status=410, content_type="text/plain; charset=utf-8")
