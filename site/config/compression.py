"""Compression of texts: what is compressed already, such as PDFs, pictures and recordings, keeps its length and its ranges."""

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from page_cache.content_types import is_text


class TextCompressionMiddleware(GZipMiddleware):
    """Django's compression, for whole texts alone."""

    def process_response(self, request, response):
        """Compress a text; leave parts of files and other kinds as they are."""
        if response.status_code == 304:
            return match_weak_etag(request, response)
        if response.status_code == 206 or response.has_header("Content-Range") or response.has_header("Accept-Ranges"):
            return response
        if not is_text(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


def match_weak_etag(request, response):
    """Give “not modified” the tag and the Vary of the compressed text that the browser has."""
    etag = response.get("ETag", "")
    if f"W/{etag}" in parse_etags(request.headers.get("If-None-Match", "")):
        response["ETag"] = f"W/{etag}"
        patch_vary_headers(response, ("Accept-Encoding",))
    return response
