"""What is made quick for tests does the same."""

import io

import pytest
from django.db.migrations.state import ProjectState
from PIL import Image, ImageChops

from tests.quick_libraries import QUICK, quick_encoders, quick_migrations


@pytest.mark.parametrize("name", QUICK)
def test_quick_pictures_look_the_same(name):
    picture = Image.effect_mandelbrot((120, 80), (-2, -1.5, 1, 1.5), 50).convert("RGB")
    with quick_encoders():
        file = io.BytesIO()
        picture.save(file, name, quality=80)
    found = Image.open(file)
    assert (found.format, found.size) == (name, picture.size)
    assert max(high for _low, high in ImageChops.difference(found.convert("RGB"), picture).getextrema()) < 128


def test_what_code_asks_for_goes_before():
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Image.SAVE, "AVIF", lambda image, _file, _name: asked.append(image.encoderinfo))
        with quick_encoders():
            Image.new("RGB", (8, 8)).save(io.BytesIO(), "AVIF", speed=3)
            Image.new("RGB", (8, 8)).save(io.BytesIO(), "AVIF", quality=9)
    assert asked == [{"speed": 3}, {"speed": 10, "quality": 9}]


def test_migrations_are_django_s_own_again():
    own = ProjectState._find_reload_model
    with quick_migrations():
        assert ProjectState._find_reload_model is not own
    assert ProjectState._find_reload_model is own
