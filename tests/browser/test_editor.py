"""The editing screens as somebody finds them who never saw them: dates as they are typed, the preview, the start panel."""

import re

import pytest
from django.core.cache import cache
from wagtail.models import Page

from editorial.groups import STUDENT
from talkshows.models import EpisodePage
from tests import factories
from tests.browser.sessions import sign_in

pytestmark = [pytest.mark.browser]


@pytest.fixture
def editor(site, browser):
    """A signed-in administrator; `wrong` holds what the browser's console says is an error."""
    cache.clear()
    page = sign_in(browser, site, factories.UserFactory(is_superuser=True))
    listen(page)
    page.site = site
    yield page
    page.context.close()


def listen(page):
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda line: page.wrong.append(line.text) if line.type == "error" else None)


def edit(page, entry, tab=""):
    page.goto(f"{page.site}/beheer/pages/{entry.pk}/edit/")
    if tab:
        page.get_by_role("tab", name=re.compile(tab)).click()


def type_into(page, field: str, words: str) -> str:
    """Type as a person does, with the calendar in the way, and leave the field; return what stands there then."""
    page.locator(field).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.wait_for_timeout(150)
    return page.locator(field).input_value()


def test_dates_are_read_as_they_are_written_here(editor):
    episode = EpisodePage.objects.filter(locale__language_code="nl", start__isnull=False).first()
    edit(editor, episode)
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", editor.locator("#id_start").input_value())
    editor.locator("#id_start").click()
    chosen = editor.locator(".xdsoft_datetimepicker:visible .xdsoft_date.xdsoft_current")
    assert editor.locator("#id_start").input_value().startswith(chosen.inner_text().zfill(2))
    for words in ("1-3-2027 20:00", "01-03-2027 20:00", "2027-03-01 20:00", "1 maart 2027"):
        assert type_into(editor, "#id_start", words) == words
    type_into(editor, "#id_start", "1-3-2027 20:00")
    type_into(editor, "#id_end", "1/3/2027 22:00")
    editor.get_by_role("tab", name=re.compile("Publi")).click()
    assert type_into(editor, "#id_display_date", "1-9-2025") == "1-9-2025"
    editor.keyboard.press("Escape")
    editor.locator("#page-edit-form [type=submit][class*=action-save]").first.click()
    editor.wait_for_selector(".messages .success, .messages li")
    found = EpisodePage.objects.get(pk=episode.pk).get_latest_revision_as_object()
    assert (f"{found.start:%Y-%m-%d}", f"{found.display_date:%Y-%m-%d}") == ("2027-03-01", "2025-09-01")


def test_preview_shows_the_page(editor):
    entry = EpisodePage.objects.filter(locale__language_code="nl", start__isnull=False).first()
    edit(editor, entry)
    editor.locator("[data-side-panel-toggle='preview'], [aria-label*='oorbeeld'], [aria-label*='review']").first.click()
    frame = editor.frame_locator("iframe[id*='preview']").first
    frame.locator("h1").first.wait_for()
    assert frame.locator("h1").first.inner_text().strip() == entry.title
    assert editor.wrong == []


def test_start_panel_shows_words(editor):
    for width in (1280, 390):
        editor.set_viewport_size({"width": width, "height": 900})
        editor.goto(f"{editor.site}/beheer/")
        for icon in editor.locator(".start .icon").all():
            box = icon.bounding_box()
            assert box["width"] <= 24 and box["height"] <= 24
        assert editor.locator(".start--kinds a").count() == 6
        assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_student_chooses_a_recording_and_is_told_why_another_is_refused(site, browser):
    cache.clear()
    student = factories.UserFactory(STUDENT)
    episode = EpisodePage.objects.filter(locale__language_code="nl", recording_url="", recording_file=None).first()
    Page.objects.filter(pk=episode.pk).update(owner=student)
    page = sign_in(browser, site, student)
    listen(page)
    page.site = site
    edit(page, episode)
    page.locator("[id='id_recording_file-chooser'] [data-chooser-action-choose]:visible").click()
    page.locator(".modal-body [role=tab]").nth(2).click()
    upload = page.locator("#tab-upload-video")
    upload.locator("[name='media-chooser-upload-title']").fill("Nep")
    upload.locator("[name='media-chooser-upload-file']").set_input_files(
        {"name": "nep.mp4", "mimeType": "video/mp4", "buffer": b"geen video"}
    )
    upload.locator("button[type=submit]").click()
    page.locator("#tab-upload-video .error-message").wait_for()  # visible: the tab with the reason is open
    page.locator(".modal-body [role=tab]").first.click()
    page.locator(".modal-body a.media-choice").first.click()
    page.wait_for_selector(".modal-body", state="detached")
    assert page.locator("#id_recording_file").input_value()
    page.locator("#id_caption_tracks-ADD").click()
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        page.wait_for_timeout(100)
    assert saved.value.status == 200  # the autosave of a row that is still empty
    assert page.wrong == []
    page.context.close()


def test_account_and_table_speak_dutch_without_errors(editor):
    editor.goto(f"{editor.site}/beheer/account/")
    editor.wait_for_load_state("networkidle")
    entry = EpisodePage.objects.filter(locale__language_code="nl", start__isnull=False).first()
    edit(editor, entry)
    editor.locator("[data-contentpath='body'] .c-sf-add-button").first.click()
    editor.locator("[role=option]", has_text="Tabel").first.click()
    editor.locator(".handsontable td").first.click(button="right")
    assert "Rij erboven invoegen" in editor.locator(".htContextMenu").inner_text()
    assert editor.wrong == []


@pytest.mark.parametrize("width", [1280, 360])
def test_every_place_and_theme_is_in_sight(editor, width):
    """None lies beyond the edges of its box or of the window, where a column that has no room would go."""
    editor.set_viewport_size({"width": width, "height": 900})
    edit(editor, EpisodePage.objects.filter(locale__language_code="nl", start__isnull=False).first())
    editor.get_by_role("tab", name=re.compile("Wie, waar")).click()
    for name, number in (("id_places", 10), ("id_themes", 2)):
        labels = editor.locator(f"#{name} label")
        assert labels.count() >= number
        hidden = labels.evaluate_all(
            """(labels, name) => {
              const box = document.getElementById(name).getBoundingClientRect();
              return labels.filter((label) => {
                const own = label.getBoundingClientRect();
                const inside = own.left >= box.left - 1 && own.right <= box.right + 1 && own.bottom <= box.bottom + 1;
                return !own.height || !inside || own.right > window.innerWidth;
              }).map((label) => label.innerText);
            }""",
            name,
        )
        assert hidden == []


def test_saved_is_not_said_beside_an_autosave_that_stopped(editor):
    edit(editor, EpisodePage.objects.filter(locale__language_code="nl", start__isnull=False).first())
    editor.locator("#page-edit-form [type=submit][class*=action-save]").first.click()
    editor.wait_for_selector(".messages .success")
    editor.evaluate("document.dispatchEvent(new CustomEvent('w-autosave:error', { detail: { type: 'unknown' } }))")
    assert editor.locator(".messages .success").count() == 0
