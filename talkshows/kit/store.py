"""The files of kits, kept under `var/kit/EVENT/LANGUAGE-VERSION/`: only those of the version that holds now."""

import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from talkshows.kit.artwork import ARTWORKS, Artwork
from talkshows.kit.drawing import draw_files, take_place
from talkshows.kit.facts import KitFacts

logger = logging.getLogger("talkshows.kit")


def get_folder() -> Path:
    """Return the folder of all kits."""
    return Path(settings.VAR_DIR) / "kit"


def get_files(facts: KitFacts, names: Iterable[str] = tuple(ARTWORKS)) -> dict[str, bytes]:
    """Return {name: file} of a kit, drawn where they are not kept yet; raise BusyError or DrawingError."""
    names = list(names)
    found = _read(facts, names)
    if len(found) == len(names):
        return found
    with take_place(get_folder()):
        found = _read(facts, names)  # another process may have drawn them
        missing = [ARTWORKS[name] for name in names if name not in found]
        if missing:
            found |= _draw(facts, missing)
    return found


def has_files(facts: KitFacts) -> bool:
    """Return whether all files of a kit are kept."""
    return all((_get_path(facts) / name).exists() for name in ARTWORKS)


def forget_kit(key: str) -> None:
    """Remove the files of an event, in every language."""
    shutil.rmtree(get_folder() / str(key), ignore_errors=True)


def list_kept() -> list[str]:
    """Return the keys of events of which files are kept."""
    with suppress(OSError):
        return [path.name for path in get_folder().iterdir() if path.is_dir()]
    return []


def _get_path(facts: KitFacts) -> Path:
    return get_folder() / facts.key / f"{facts.language}-{facts.version}"


def _read(facts: KitFacts, names: list[str]) -> dict[str, bytes]:
    found = {}
    for name in names:
        with suppress(OSError):
            found[name] = (_get_path(facts) / name).read_bytes()
    return found


def _draw(facts: KitFacts, artworks: list[Artwork]) -> dict[str, bytes]:
    made = draw_files(facts, artworks)
    try:
        _write(facts, made)
    except OSError as error:  # a full disk: they are drawn again next time
        logger.warning("files of a kit are not kept: %s", error)
    return made


def _write(facts: KitFacts, files: dict[str, bytes]) -> None:
    path = _get_path(facts)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, data in files.items():
        with NamedTemporaryFile(dir=path, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path / name)
    for other in path.parent.glob(f"{facts.language}-*"):
        if other != path:
            shutil.rmtree(other, ignore_errors=True)
