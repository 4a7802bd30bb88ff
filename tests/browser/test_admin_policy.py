"""The editing screens in a real browser: nothing they do is refused by their own policy, and every widget starts."""

import re

import pytest
from django.core.cache import cache
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import EntryPage
from directory.models import Organisation
from knowledge.models import CasePage
from media.models import SiteDocument, SiteImage
from tests import factories
from tests.browser.sessions import sign_in
from tests.browser.test_main_job import choose_image, choose_in_dialog, leave_upload

pytestmark = [pytest.mark.browser]
LISTEN = """window.refused = JSON.parse(sessionStorage.refused || '[]');
document.addEventListener('securitypolicyviolation', (event) => {
  window.refused.push([event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber, (event.sample || '').slice(0, 60)]);
  sessionStorage.refused = JSON.stringify(window.refused);
});"""


@pytest.fixture
def screen(site, browser):
    """A signed-in administrator's browser that notes what its policy refuses, errors and foreign requests."""
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(is_superuser=True))
    page.context.add_init_script(LISTEN)
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((site, "data:", "blob:")) else page.wrong.append(request.url),
    )
    page.site = site
    yield page
    page.context.close()


def refused(page) -> list:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(150)
    return [*page.evaluate("window.refused"), *page.wrong]


def untranslated():
    """Return a case that exists in Dutch alone."""
    done = CasePage.objects.filter(locale__language_code="en").values("translation_key")
    return CasePage.objects.filter(locale__language_code="nl").exclude(translation_key__in=done).first()


def addresses() -> dict[str, str]:
    case = CasePage.objects.filter(locale__language_code="nl").first()
    translation = next(row for row in Translation.objects.all() if isinstance(row.source.get_source_instance(), Page))
    return {
        "home": "/beheer/",
        "explorer": f"/beheer/pages/{case.get_parent().pk}/",
        "case": f"/beheer/pages/{case.pk}/edit/",
        "new case": f"/beheer/pages/add/knowledge/casepage/{case.get_parent().pk}/",
        "episode": f"/beheer/pages/{Page.objects.filter(content_type__model='episodepage').first().pk}/edit/",
        "history": f"/beheer/pages/{case.pk}/history/",
        "all entries": "/beheer/entries/",
        "images": "/beheer/images/",
        "image": f"/beheer/images/{SiteImage.objects.first().pk}/",
        "images upload": "/beheer/images/multiple/add/",
        "documents": "/beheer/documents/",
        "document": f"/beheer/documents/edit/{SiteDocument.objects.first().pk}/",
        "recordings": "/beheer/media/",
        "recording upload": "/beheer/media/audio/add/",
        "users": "/beheer/users/",
        "user": "/beheer/users/new/",
        "groups": "/beheer/groups/new/",
        "report": "/beheer/reports/site-history/",
        "aging": "/beheer/reports/aging-pages/",
        "workflow": "/beheer/reports/workflow/",
        "workflows": "/beheer/workflows/list/",
        "new workflow": "/beheer/workflows/add/",
        "organisation": f"/beheer/snippets/directory/organisation/edit/{Organisation.objects.first().pk}/",
        "public collections": "/beheer/snippets/media/publiccollection/add/",
        "redirects": "/beheer/redirects/add/",
        "sites": "/beheer/sites/",
        "account": "/beheer/account/",
        "translation": f"/beheer/pages/{translation.get_target_instance().pk}/edit/",
        "send for translation": f"/beheer/localize/submit/page/{untranslated().pk}/",
        "search": "/beheer/pages/search/?q=wijk",
        "login": "/beheer/login/",
    }


@pytest.mark.slow_first
def test_no_screen_does_what_its_policy_refuses(screen):
    found = {}
    for name, address in addresses().items():
        screen.wrong.clear()
        response = screen.goto(f"{screen.site}{address}")
        assert response.status == 200, (name, response.status)
        scripts = re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"(?:application/json|text/))[^>]*>", response.text())
        assert scripts == [], name
        policy = response.headers["content-security-policy"]
        assert "'unsafe-inline'" not in re.search(r"script-src [^;]*", policy)[0], name
        wrong = refused(screen)
        screen.evaluate("sessionStorage.removeItem('refused')")
        if wrong:
            found[name] = wrong
    assert found == {}


def test_every_widget_starts_also_in_rows_that_are_added(screen):
    case = CasePage.objects.filter(locale__language_code="nl").first()
    image, partner = SiteImage.objects.first(), Organisation.objects.filter(locale__language_code="nl").first()
    screen.goto(f"{screen.site}/beheer/pages/add/knowledge/casepage/{case.get_parent().pk}/")
    choose_image(screen, "id_hero_image", image.title)
    assert screen.locator("#id_hero_image").input_value() == str(image.pk)
    screen.get_by_role("tab", name=re.compile("Wie, waar")).click()
    for _row in range(2):
        screen.locator("#id_partnerships-ADD").click()
        choose_in_dialog(screen, partner.name)  # it opens with the row
    assert screen.locator("#id_partnerships-1-organisation").input_value() == str(partner.pk)
    open_dates(screen, "#id_partnerships-1-since")
    screen.locator("#id_related_entries-ADD").click()
    screen.locator("[id='id_related_entries-0-target-chooser'] [data-chooser-action-choose]").first.click()
    screen.wait_for_selector(".modal-body a[data-chooser-modal-choice], .modal-body .listing a")
    screen.locator(".modal.in .close").first.click()
    screen.wait_for_selector(".modal.in", state="detached")
    screen.get_by_role("tab", name=re.compile("Publi")).click()
    open_dates(screen, "#id_display_date")
    assert screen.locator("[data-start]:not([data-started])").count() == 0
    assert refused(screen) == []
    choosers_open_search_and_upload(screen)
    injected_script_does_not_run(screen)


def open_dates(page, field: str):
    """Click into a date: its calendar opens."""
    page.locator(field).click()
    page.wait_for_selector(".xdsoft_datetimepicker >> visible=true")
    page.keyboard.press("Escape")


def choosers_open_search_and_upload(screen):
    episode = Page.objects.filter(content_type__model="reportpage", locale__language_code="nl").first()
    screen.goto(f"{screen.site}/beheer/pages/{episode.pk}/edit/")
    for field in ("id_pdf", "id_hero_image"):
        chooser = screen.locator(f"[id='{field}-chooser']")
        choose = chooser.locator("[data-chooser-action-choose]:visible")
        if not choose.count():  # what is chosen already is changed by a menu
            chooser.locator("[data-w-dropdown-target='toggle']:visible").first.click()
            choose = screen.locator(
                f"[id='{field}-chooser'] [data-chooser-action-choose]:visible, .tippy-content [data-chooser-action-choose]:visible"
            )
        choose.first.click()
        if field == "id_hero_image":
            leave_upload(screen)
        screen.locator(".modal-body input[name=q]").fill("a")
        screen.locator(".modal-body [role=tab]").nth(1).click()
        screen.locator(".modal-body input[type=file]").wait_for()  # visible
        screen.wait_for_timeout(400)
        screen.locator(".modal .close, .modal button[data-dismiss]").first.click()
        screen.wait_for_selector(".modal-body", state="detached")
    assert refused(screen) == []


def injected_script_does_not_run(screen):
    """What the policy is for: a script that got into a title or field of the screen is refused."""
    entry = EntryPage.objects.filter(locale__language_code="nl").first()
    screen.goto(f"{screen.site}/beheer/pages/{entry.pk}/edit/")
    ran = screen.evaluate("""() => { const script = document.createElement('script'); script.textContent = 'window.zqx = 1';
        document.body.append(script); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.zqx = 2">');
        document.body.insertAdjacentHTML('beforeend', '<span data-start="eval" data-arguments="[&quot;window.zqx = 3&quot;]"></span>');
        return new Promise((done) => setTimeout(() => done(window.zqx ?? null), 300)); }""")
    assert ran is None
    assert len(screen.evaluate("window.refused")) >= 2
