"""An image that is decoration stays it, whoever reads or saves it."""

import pytest

from media.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


def test_decoration_stays_decoration(home):
    """Wagtail resets an attribute of the same name whenever it makes an image."""
    image = factories.SiteImageFactory(alt="", is_decorative=True)
    stored = SiteImage.objects.get(pk=image.pk)
    assert (image.is_decorative, stored.is_decorative) == (True, True)
    stored.full_clean()
    stored.save()
    assert SiteImage.objects.filter(is_decorative=True).get() == stored
    assert SiteImage.objects.only("title").get().is_decorative
    assert SiteImage.objects.defer("is_decorative").get().default_alt_text == ""
    assert not SiteImage(title="Nieuw").is_decorative
