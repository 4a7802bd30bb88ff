"""Small things of the desk that are seen at once: what is ticked beside its words, links, colours, dates."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR
from knowledge.models import CasePage
from tests import factories
from tests.browser.sessions import sign_in
from tests.contrast import measure_contrast
from tests.publishing import submit

pytestmark = [pytest.mark.browser]
# How far the middle of each box stands from the middle of its words.
FIND_SHIFTS = """labels => labels.map((label) => {
  const range = document.createRange();
  range.selectNode([...label.childNodes].findLast((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  const [box, words] = [label.querySelector('input'), range].map((one) => one.getBoundingClientRect());
  return Math.abs(box.top + box.height / 2 - words.top - words.height / 2);
})"""
COLOURS = """(element) => {
  const hex = (colour) => '#' + colour.match(/\\d+/g).slice(0, 3).map((one) => Number(one).toString(16).padStart(2, '0')).join('');
  return [hex(getComputedStyle(element).color), '#ffffff'];
}"""


@pytest.fixture
def chief(site, browser):
    """A signed-in chief editor."""
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(CHIEF_EDITOR), viewport={"width": 1280, "height": 900})
    page.site = site
    yield page
    page.context.close()


def is_underlined(link) -> bool:
    return link.evaluate("(link) => getComputedStyle(link).textDecorationLine") == "underline"


def test_choices_of_mail_stand_beside_their_words_and_links_are_underlined(chief):
    case = factories.CasePageFactory(publish=False, title="Wacht op iemand", owner=factories.UserFactory())
    submit(case, case.owner)
    chief.goto(f"{chief.site}{reverse('inbox')}")
    labels = chief.locator(".choice label")
    assert labels.count() == 3
    assert max(labels.evaluate_all(FIND_SHIFTS)) <= 2
    save = chief.get_by_role("button", name="Bewaar", exact=True).bounding_box()
    line = chief.locator(".inbox form + p").last.bounding_box()
    assert line["y"] - save["y"] - save["height"] >= 8
    chief.goto(f"{chief.site}{reverse('wagtailadmin_home')}")
    links = [
        one for one in chief.locator("[data-start] :is(.start, .start-lists) a:not(.button)").all() if one.is_visible()
    ]
    assert links and all(is_underlined(one) for one in links)
    live = CasePage.objects.filter(locale__language_code="nl", live=True).first()
    chief.goto(f"{chief.site}{reverse('wagtailadmin_pages:edit', args=[live.pk])}")
    assert is_underlined(chief.get_by_role("link", name="Bekijk het op de site"))


def test_screen_of_a_translation_is_read_easily(chief):
    case = factories.CasePageFactory(title="Kelderkassen", lead="Wat wij leerden.")
    source, _made = TranslationSource.update_or_create_from_instance(case)
    translation = Translation.objects.create(source=source, target_locale=get_locale("en"))
    translation.save_target(publish=False)
    title = source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string, locale=get_locale("en"), context=title.context, data="Cellar greenhouses",
        translation_type="manual", last_translated_by=factories.UserFactory(),
    )  # fmt: skip
    StringTranslation.objects.update(updated_at="2026-11-30T12:00Z")
    page = translation.get_target_instance()
    chief.goto(f"{chief.site}{reverse('wagtailadmin_pages:edit', args=[page.pk])}")
    name = chief.locator(".js-translation-editor h3", has_text="Titel").first
    assert measure_contrast(*name.evaluate(COLOURS)) >= 4.5
    chief.get_by_text("Handmatig vertaald op 30 november 2026").wait_for()
    assert chief.locator("a[href*='pofile/download']").locator("visible=true").count() == 1
    chief.evaluate("""(url) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: url });
      form.append(document.querySelector('[name=csrfmiddlewaretoken]').cloneNode());
      form.append(Object.assign(document.createElement('input'), { name: 'action', value: 'publish' }));
      document.body.append(form);
      form.submit();
    }""", reverse("wagtailadmin_pages:edit", args=[page.pk]))  # fmt: skip
    label = chief.locator("label", has=chief.locator("[name='half_translated']"))
    label.wait_for()
    assert max(label.evaluate_all(FIND_SHIFTS)) <= 2
