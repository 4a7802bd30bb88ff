"""One style sheet out of many files, in the order of the cascade layers; no build step, no Node."""

from pathlib import Path

import lightningcss
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUNDLE = "css/site.css"


def sources() -> list[Path]:
    """Return the style files: tokens, base and layout, then components by name."""
    folder = Path(settings.ROOT_DIR) / "site" / "static" / "css"
    return [
        *(folder / f"{name}.css" for name in ("tokens", "base", "layout")),
        *sorted((folder / "components").glob("*.css")),
    ]


def bundle() -> str:
    """Return all styles as one minified sheet."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    return lightningcss.process_stylesheet(css, minify=True)


class BundleFinder(BaseFinder):
    """Gives `css/site.css` to collectstatic and to the development server, made again when a source is newer."""

    def __init__(self, *args, **kwargs):
        self.folder = Path(settings.VAR_DIR) / "build"
        self.storage = FileSystemStorage(location=str(self.folder))
        self.storage.prefix = ""

    def check(self, **kwargs):
        """Nothing to check."""
        return []

    def find(self, path, find_all=False, **kwargs):
        """Return the bundle's place for its name; nothing else."""
        if path != BUNDLE:
            return []
        made = str(self._make())
        return [made] if find_all else made

    def list(self, ignore_patterns):
        """Yield the bundle."""
        self._make()
        yield BUNDLE, self.storage

    def _make(self) -> Path:
        target = self.folder / BUNDLE
        newest = max(path.stat().st_mtime for path in sources())
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(bundle(), encoding="utf-8")
        return target
