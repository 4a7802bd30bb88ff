"""URL configuration; the URLs that may not change are in docs/contracts.md."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from core.views import (
    citations,
    contact,
    covers,
    directory,
    health,
    page_password,
    pages,
    patterns,
    superseded_version,
    wellknown,
)
from maps.tiles.views import tile
from media.serving.urls import document_urls
from open_data.feeds import EntryFeed, list_feeds
from open_data.sitemaps import sitemap
from open_data.whats_new import whats_new
from talkshows.captions.views import captions

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.forbidden"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"

urlpatterns = [
    path("beheer/", include("accounts.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documents/", include(document_urls)),
    path("media/captions/<int:pk>/<str:name>", captions, name="captions"),
    path("media/", include("media.serving.urls")),
    path("covers/<slug:kind>-<int:number>.svg", covers.cover, name="cover"),
    path("covers/share/<int:pk>-<slug:digest>.png", covers.share_image, name="share_image"),
    path("covers/share/<slug:subject>/<slug:key>-<slug:digest>.png", covers.share_card, name="share_card"),
    path("-/alive", health.alive, name="alive"),
    path("-/ready", health.ready, name="ready"),
    path("-/patterns/", patterns.patterns, name="patterns"),
    path("-/tiles/<int:zoom>/<int:x>/<int:y>", tile, name="map_tile"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    path("favicon.ico", wellknown.favicon, name="favicon"),
]

urlpatterns += i18n_patterns(
    path("", include("subscriptions.urls")),
    path(_("search/"), include("search.urls")),
    path(_("map/"), include("maps.urls")),
    path(_("new/"), whats_new, name="whats_new"),
    path("feeds/", list_feeds, name="feeds"),
    path(_("feeds/all.xml"), EntryFeed(), name="feed"),
    path(_("versions/<int:pk>/"), superseded_version.earlier_version, name="earlier_version"),
    path("contact/", contact.contact, name="contact"),
    re_path(r"^(?P<path>(?:[\w\-]{1,255}/)+)cite\.(?P<ending>bib|ris|json)$", citations.citation, name="citation"),
    path(_("themes/"), directory.themes, name="themes"),
    path(_("themes/<slug:slug>/"), directory.theme, name="theme"),
    path(_("places/"), directory.places, name="places"),
    path(_("places/<slug:slug>/"), directory.place, name="place"),
    path(_("organisations/"), directory.organisations, name="organisations"),
    path(_("organisations/<slug:slug>/"), directory.organisation, name="organisation"),
    path(_("organisations/<slug:slug>/contact/"), contact.contact_organisation, name="contact_organisation"),
    path(_("people/"), directory.people, name="people"),
    path(_("people/<slug:slug>/"), directory.person, name="person"),
    path(_("people/<slug:slug>/contact/"), contact.contact_person, name="contact_person"),
    path("", include("talkshows.urls")),
    path("", include("knowledge.matching.urls")),
    path("", include("knowledge.urls")),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
