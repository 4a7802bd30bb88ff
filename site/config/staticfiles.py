"""Style sheets bundled from many files in the order of the cascade layers, and scripts made small; no Node, no build step.

`site.css` is loaded by every page, the other bundles by pages with their components.
"""

import re
from pathlib import Path

import lightningcss
import rjsmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

VENDOR_PICTURE = re.compile(r"url\([^)]*\)")  # of controls that no page has
PAGE_BUNDLES = {
    "entrances": [
        "scene",
        "map",
        "facets",
        "hit",
        "promoted",
        "filters",
        "counts",
        "lead",
        "drawn_map",
        "form",
        "hero",
        "line--wide",
        "steps",
    ],  # home, lists, search, forms
    "recording": ["player", "player_bar", "transcript", "live"],
    "document": ["pdf"],
    "city": ["city_map"],
    "kit": ["copytext", "kit"],
}
# Style sheets of libraries in a bundle, in the layer `vendor`, below our own.
VENDOR = {"city": ["leaflet-1.9.4/leaflet.css", "leaflet.markercluster-1.5.3/MarkerCluster.css"]}
ALONE = {
    "embed": ["tokens", "base", "components/button", "components/embed"]
}  # pages without our menus: a sheet of their own
BUNDLES = {f"css/{name}.css": name for name in ("site", *PAGE_BUNDLES, *ALONE)}


def find_sources(name: str = "site") -> list[Path]:
    """Return the files of a bundle; for `site` the layers and all components of no other bundle, by name."""
    folder = Path(settings.ROOT_DIR) / "site" / "static" / "css"
    if name in ALONE:
        return [folder / f"{sheet}.css" for sheet in ALONE[name]]
    if name != "site":
        return [folder / "components" / f"{component}.css" for component in PAGE_BUNDLES[name]]
    elsewhere = {component for components in PAGE_BUNDLES.values() for component in components} | {"embed"}
    components = sorted(path for path in (folder / "components").glob("*.css") if path.stem not in elsewhere)
    return [*(folder / f"{layer}.css" for layer in ("tokens", "base", "layout")), *components]


def bundle(name: str = "site") -> str:
    """Return the minified CSS of a bundle."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in find_sources(name))
    for path in VENDOR.get(name, ()):
        text = (Path(settings.ROOT_DIR) / "site" / "static" / "vendor" / path).read_text(encoding="utf-8")
        css = f"@layer vendor {{\n{VENDOR_PICTURE.sub('none', text)}\n}}\n{css}"
    return lightningcss.process_stylesheet(css, minify=True)


def find_scripts() -> dict[str, Path]:
    """Return the site's own scripts by their paths."""
    folder = Path(settings.ROOT_DIR) / "site" / "static"
    return {f"js/{path.name}": path for path in sorted((folder / "js").glob("*.js"))}


class BundleFinder(BaseFinder):
    """Static files finder for the bundles and scripts; writes one when a source of it is newer."""

    def __init__(self, *args, **kwargs):
        self.folder = Path(settings.VAR_DIR) / "build"
        self.storage = FileSystemStorage(location=str(self.folder))
        self.storage.prefix = ""
        self.scripts = find_scripts()

    def check(self, **kwargs):
        """Return no messages."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """Return the path of a bundle or a script by its name."""
        if path not in BUNDLES and path not in self.scripts:
            return []
        made = str(self._write(path))
        return [made] if find_all else made

    def list(self, ignore_patterns):
        """Yield (path, storage) of each bundle and script."""
        for path in (*BUNDLES, *self.scripts):
            self._write(path)
            yield path, self.storage

    def _write(self, path: str) -> Path:
        target = self.folder / path
        script = self.scripts.get(path)
        sources = [script] if script else find_sources(BUNDLES[path])
        newest = max(source.stat().st_mtime for source in [Path(__file__), *sources])
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            made = rjsmin.jsmin(script.read_text(encoding="utf-8")) if script else bundle(BUNDLES[path])
            target.write_text(made, encoding="utf-8")
        return target
