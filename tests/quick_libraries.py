"""Slow parts of libraries that no test is about, made quick for a whole run."""

from contextlib import contextmanager

import pytest
from django.db.migrations.state import ProjectState
from PIL import Image

# Options of Pillow's encoders that take a tenth of the time: the files are larger, and as good to look at.
QUICK = {"AVIF": {"speed": 10}, "WEBP": {"method": 0}}


@contextmanager
def quick_encoders():
    """Save pictures with the quickest setting of their format, where the code asks for none."""
    Image.init()
    with pytest.MonkeyPatch.context() as patch:
        for format_name, options in QUICK.items():
            patch.setitem(Image.SAVE, format_name, _with_defaults(Image.SAVE[format_name], options))
        yield


def _with_defaults(save, options: dict):
    def save_quickly(image, file, name, *rest) -> None:
        image.encoderinfo = options | image.encoderinfo
        save(image, file, name, *rest)

    return save_quickly


@contextmanager
def quick_migrations():
    """Make anew only the classes of models beside the one that a migration changes, as Django does for fields without a relation.

    Those further away stay as they are until a migration asks for all: they are of no use to the change of a table.
    `tests/architecture/test_migrations.py` runs migrations as an installation does.
    """
    find = ProjectState._find_reload_model
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            ProjectState, "_find_reload_model", lambda state, app, model, delay=False: find(state, app, model, True)
        )
        yield
