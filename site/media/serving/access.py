"""Files are served while something public uses them, and to who may edit; never by their place on disk."""

import hashlib
from urllib.parse import quote

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import http_date, parse_etags
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from media.extensions import file_user_checks, public_record_checks, withdrawn_file_checks
from media.models import PublicCollection
from media.serving.ranges import UnsatisfiableRangeError, parse_range, read_range

# Browsers may keep a file but must ask again: what is withdrawn is gone at the next look.
CACHE = "no-cache"


def is_withdrawn(request, item) -> bool:
    """Return whether this visitor must be told that the file of `item` is gone; editors may still fetch and cut it."""
    return any(check(item) for check in withdrawn_file_checks) and not may_edit(request)


def may_edit(request) -> bool:
    """Return whether this visitor is signed in to the editing screens; asks nothing when there is no session."""
    return bool(request.session.session_key) and request.user.has_perm("wagtailadmin.access_admin")


def is_used(model, pk) -> bool:
    """Return whether a public page or record uses this file at this moment."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=str(pk)
    ).values_list("base_content_type_id", "object_id")
    users: dict[int, set] = {}
    for content_type, object_id in references:
        users.setdefault(content_type, set()).add(object_id)
    page_type = ContentType.objects.get_for_model(Page).pk
    pages = users.pop(page_type, set())
    if pages and Page.objects.live().public().filter(pk__in=pages).exists():
        return True
    for content_type, ids in users.items():
        record = ContentType.objects.get_for_id(content_type).model_class()
        if record and any(check(record, ids) for check in public_record_checks):
            return True
    return any(check(model, pk) for check in file_user_checks)


def may_see(request, item) -> bool:
    """Return whether this visitor may have the file of `item`."""
    if may_edit(request):
        return True
    collections = item.collection.get_ancestors(inclusive=True)
    if CollectionViewRestriction.objects.filter(collection__in=collections).exists():
        return False
    return is_used(type(item), item.pk) or PublicCollection.objects.filter(collection__in=collections).exists()


def serve_file(request, file, content_type: str, name: str, inline: bool = True) -> HttpResponse:
    """Serve a stored file with validators and ranges: 200, 206, 304 or 416; 404 when the file is gone."""
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
        "Cache-Control": CACHE,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}",
    }
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        opened.close()
        return _with(HttpResponseNotModified(), headers)
    part = None
    try:
        if request.headers.get("If-Range", etag) in {etag, headers["Last-Modified"]}:
            part = parse_range(request.headers.get("Range", ""), size)
    except UnsatisfiableRangeError:
        opened.close()
        return _with(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), headers)
    first, last = part or (0, size - 1)
    response = StreamingHttpResponse(
        read_range(opened, first, last) if request.method == "GET" else [],
        status=206 if part else 200,
        content_type=content_type,
    )
    if request.method == "HEAD":
        opened.close()
    if part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return _with(response, headers)


def _with(response, headers: dict):
    for name, value in headers.items():
        response[name] = value
    return response
