"""A refused upload in the dialog where an image is chosen."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR
from knowledge.models import CasePage
from tests import factories
from tests.browser.sessions import sign_in
from tests.browser.test_first_case import photo

pytestmark = [pytest.mark.browser]


def test_refused_upload_in_a_dialog_begins_at_its_fault(site, browser):
    cache.clear()
    chief = sign_in(browser, site, factories.UserFactory(CHIEF_EDITOR), viewport={"width": 1280, "height": 900})
    case = CasePage.objects.filter(locale__language_code="nl").first()
    chief.goto(f"{site}{reverse('wagtailadmin_pages:edit', args=[case.pk])}")
    image = chief.locator("[data-chooser-action-choose]").locator("visible=true").first
    image.click()
    chief.get_by_role("tab", name="Uploaden").click()
    chief.locator(".modal input[type=file]").set_input_files(photo())
    chief.locator(".modal [name$='-title']").fill("")
    chief.locator(".modal button[type=submit]").locator("visible=true").first.click()
    chief.wait_for_function("() => document.activeElement.name?.endsWith('-alt')")
    assert chief.locator(".modal .error-message").locator("visible=true").count() == 1
    chief.context.close()
