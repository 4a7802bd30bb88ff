"""A few style sheets out of many files, in the order of the cascade layers; no build step, no Node.

`site.css` is on every page. What only some pages hold comes beside it, so that an entry stays small on a slow line.
"""

from pathlib import Path

import lightningcss
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BESIDE = {
    "entrances": ["scene", "map", "facets", "hit", "promoted", "filters", "fold", "counts"],  # home, lists, search
    "recording": ["player", "player_bar", "transcript", "live"],
    "document": ["pdf"],
}
BUNDLES = {f"css/{name}.css": name for name in ("site", *BESIDE)}


def sources(name: str = "site") -> list[Path]:
    """Return the files of a sheet: for `site` tokens, base, layout and the components of no other sheet, by name."""
    folder = Path(settings.ROOT_DIR) / "site" / "static" / "css"
    if name != "site":
        return [folder / "components" / f"{component}.css" for component in BESIDE[name]]
    elsewhere = {component for components in BESIDE.values() for component in components}
    components = sorted(path for path in (folder / "components").glob("*.css") if path.stem not in elsewhere)
    return [*(folder / f"{layer}.css" for layer in ("tokens", "base", "layout")), *components]


def bundle(name: str = "site") -> str:
    """Return the styles of a sheet, minified."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in sources(name))
    return lightningcss.process_stylesheet(css, minify=True)


class BundleFinder(BaseFinder):
    """Gives the sheets to collectstatic and to the development server, made again when a source is newer."""

    def __init__(self, *args, **kwargs):
        self.folder = Path(settings.VAR_DIR) / "build"
        self.storage = FileSystemStorage(location=str(self.folder))
        self.storage.prefix = ""

    def check(self, **kwargs):
        """Nothing to check."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """Return a sheet's place for its name; nothing else."""
        if path not in BUNDLES:
            return []
        made = str(self._make(path))
        return [made] if find_all else made

    def list(self, ignore_patterns):
        """Yield the sheets."""
        for path in BUNDLES:
            self._make(path)
            yield path, self.storage

    def _make(self, path: str) -> Path:
        target = self.folder / path
        newest = max(source.stat().st_mtime for source in [Path(__file__), *sources(BUNDLES[path])])
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(bundle(BUNDLES[path]), encoding="utf-8")
        return target
