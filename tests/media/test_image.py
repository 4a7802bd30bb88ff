"""An image that is decoration stays it, whoever reads or saves it."""

import pytest

from media.models import SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


def test_decoration_stays_decoration(home):
    """Wagtail resets an attribute of the same name whenever it makes an image."""
    image = factories.SiteImageFactory(alt="", decorative=True)
    stored = SiteImage.objects.get(pk=image.pk)
    assert (image.decorative, stored.decorative) == (True, True)
    stored.full_clean()
    stored.save()
    assert SiteImage.objects.filter(decorative=True).get() == stored
    assert SiteImage.objects.only("title").get().decorative
    assert SiteImage.objects.defer("decorative").get().default_alt_text == ""
    assert not SiteImage(title="Nieuw").decorative
