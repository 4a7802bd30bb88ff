"""Files at well-known URLs: robots.txt, security.txt and favicon.ico."""

from datetime import timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

PLAIN = "text/plain; charset=utf-8"


def robots(request) -> HttpResponse:
    """robots.txt: excluded paths and the sitemap."""
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /-/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


def security(request) -> HttpResponse:
    """security.txt (RFC 9116): where to report a vulnerability; expires half a year after the request."""
    site = settings.SITE_URL.replace("http://", "https://", 1)
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {site}{reverse('contact')}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {site}{reverse('security_txt')}",
        f"Policy: {site}{reverse('contact')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


def favicon(request) -> HttpResponse:
    """Redirect /favicon.ico to the icon."""
    return HttpResponseRedirect(staticfiles_storage.url("img/icon.svg"))
