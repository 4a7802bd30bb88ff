"""The short way of a resident on a phone: within five minutes, errors lead to fields that can be read, at every text size."""

import pytest
from django.core.cache import cache

from core.forms import protected
from knowledge.models import Submission
from tests.browser.phone import PHONE, Visitor
from tests.browser.test_exchange_walk import LIMIT

pytestmark = [pytest.mark.browser]
FORMS = ("/vraag-en-aanbod/nieuwe-vraag/", "/vraag-en-aanbod/nieuw-aanbod/")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The phone of a test types fast."""
    monkeypatch.setattr(protected, "MIN_AGE", -1)
    cache.clear()


def test_a_resident_asks_in_five_minutes_by_the_short_way(site, browser):
    visitor = Visitor(browser, site, with_script=False)
    visitor.open("/vraag-en-aanbod/")
    visitor.follow("Stel een vraag")
    visitor.fill(title="Donker pad achter de flat", question="Hoe wordt het pad achter onze flat veilig in het donker?",
                 why="Mijn buren en ik lopen om, omdat er geen lamp staat.")  # fmt: skip
    shown = count_fields(visitor)
    visitor.press("Verder")
    visitor.fill(asked_by="Bewoners van de Melis Stokelaan", place="Morgenstond")
    shown += count_fields(visitor)
    visitor.press("Verder")
    shown += count_fields(visitor)
    visitor.press("Verder")
    visitor.fill(agreed=True, email="bewoner@wijk.example")
    visitor.press("Verstuur")
    assert "bewoner@wijk.example" in visitor.read()
    print(f"short way: {visitor.effort}, {visitor.effort.seconds:.0f} s, {shown} fields in view")
    assert visitor.effort.seconds <= LIMIT and shown <= 8
    assert Submission.objects.get().email == "bewoner@wijk.example"


def count_fields(visitor) -> int:
    """Return how many fields a step shows without unfolding."""
    return visitor.page.locator("#reader-form .form__field").filter(visible=True).count()


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("percent", [100, 150])
def test_an_error_leads_to_a_field_whose_label_can_be_seen(site, browser, path, percent):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{site}{path}")
    enlarge(page, percent)
    page.locator("#reader-form .button").first.click()
    page.wait_for_load_state()
    enlarge(page, percent)
    links = page.locator("#refusal a")
    assert links.count() >= 2
    for link in links.all():
        link.evaluate("(link) => link.scrollIntoView({behavior: 'instant'})")
        target = link.get_attribute("href")
        link.click()
        page.wait_for_function(
            "() => new Promise((done) => { let last = -1; const look = () => { if (scrollY === last) done(true); else { last = scrollY; setTimeout(look, 120); } }; look(); })"
        )
        box = page.locator(".form__field", has=page.locator(target)).bounding_box()
        assert 0 <= box["y"] < PHONE["viewport"]["height"] - 60, (target, box)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    padding = page.locator("#refusal").evaluate("(box) => parseFloat(getComputedStyle(box).paddingBlockStart)")
    assert padding >= 8
    context.close()


def enlarge(page, percent: int) -> None:
    """Set the root font size, as a reader does in the settings of a browser."""
    page.evaluate("(percent) => { document.documentElement.style.fontSize = `${percent}%`; }", percent)
