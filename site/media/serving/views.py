"""Views that serve images, recordings, documents and PDF thumbnails."""

import mimetypes

from csp.decorators import csp_replace
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from media.models import SiteDocument, SiteImage, SiteMedia, SiteRendition
from media.serving.access import Access, get_access, is_gone
from media.serving.responses import PRIVATE_CACHE_CONTROL, gone_response, serve_file

# CSP of PDF responses: the browser's viewer may run, scripts in the file may not.
PDF_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "object-src": ["'self'"]}
IMAGE_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


def check_access(request, item) -> Access:
    """Return who may fetch the file; raise Http404 when this user may not."""
    access = get_access(request, item)
    if access is Access.NONE:
        raise Http404
    return access


def keep_private(response, access: Access):
    """Let no cache keep a response that is not for everybody."""
    if access is Access.PRIVATE:
        response["Cache-Control"] = PRIVATE_CACHE_CONTROL
    return response


def rendition(request, image_id: int, name: str):
    """Serve a rendition of an image."""
    image = get_object_or_404(SiteImage.objects.select_related("collection"), pk=image_id)
    if is_gone(request, image):
        return gone_response()
    access = check_access(request, image)
    found = SiteRendition.objects.filter(image_id=image_id, file=f"images/{image_id}/{name}").first()
    if found is None:
        raise Http404
    content_type = IMAGE_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    return keep_private(serve_file(request, found.file, content_type, name), access)


def recording(request, pk: int, name: str):
    """Serve the file of a recording."""
    item = get_object_or_404(SiteMedia.objects.select_related("collection"), pk=pk)
    if is_gone(request, item):
        return gone_response()
    access = check_access(request, item)
    response = serve_file(
        request, item.file, mimetypes.guess_type(item.filename)[0] or "application/octet-stream", item.filename
    )
    return keep_private(response, access)


def document(request, document_id: str, filename: str):
    """Serve a document; redirect when the file name in the URL is outdated."""
    if len(document_id) > 18:
        raise Http404
    item = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=int(document_id))
    access = check_access(request, item)
    if filename != item.filename:
        return keep_private(HttpResponseRedirect(item.url), access)
    response = csp_replace(PDF_POLICY)(serve_file)(request, item.file, "application/pdf", item.filename)
    return keep_private(response, access)


def pdf_picture(request, document_id: int, name: str):
    """Serve the thumbnail of a document's first page, with the access rules of the document."""
    item = get_object_or_404(SiteDocument.objects.select_related("collection", "pdf_facts"), pk=document_id)
    facts = getattr(item, "pdf_facts", None)
    if facts is None or facts.picture.name != f"pdf/{document_id}/{name}":
        raise Http404
    access = check_access(request, item)
    return keep_private(serve_file(request, facts.picture, "image/webp", name), access)


def not_found(request):
    """Raise Http404 for any other URL below the media prefix, so that no redirect is looked up."""
    raise Http404
