"""URLs of the map, below `/kaart/` and `/en/map/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from maps.views.data import items_geojson, outlines_geojson
from maps.views.pages import embed_page, map_page

urlpatterns = [
    path("", map_page, name="map"),
    path(_("map.geojson"), items_geojson, name="map_geojson"),
    path(_("outlines.geojson"), outlines_geojson, name="map_outlines"),
    path("embed/", embed_page, name="map_embed"),
]
