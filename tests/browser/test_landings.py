"""One sentence in a page, on page 7 of a PDF and at 1:34 of a recording: one question, three links, three exact landings."""

import pytest
from django.core.files.base import ContentFile

from talkshows.captions.cue import Cue, write_webvtt
from talkshows.models import CaptionTrack
from tests import factories
from tests.browser.test_player import until
from tests.documents import make_pdf
from tests.recordings import DUTCH, recorded

pytestmark = [pytest.mark.browser]
SENTENCE = "De kastanjeboom van mevrouw Zilverlinde geeft de straat schaduw."
LONG = "".join(f"<p>Regel {number} gaat over iets anders, zoals de stoep en de lantaarn.</p>" for number in range(25))
IN_VIEW = (
    "(element) => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"
)


@pytest.fixture
def planted(transactional_db, live_server, settings):
    """The three entries, in the index."""
    settings.SITE_URL = live_server.url
    factories.get_home()
    factories.CasePageFactory(
        title="Bomen in de straat",
        body=[("text", f"<h2>Begin</h2>{LONG}<h2>Wat schaduw doet</h2><p>{SENTENCE}</p><h2>Slot</h2>{LONG}")],
    )
    pages = [f"Bladzijde {number} vertelt over het onderhoud van de wijk." for number in range(1, 10)]
    pages[6] += f"\n{SENTENCE}"
    file = ContentFile(make_pdf(pages), name="rapport.pdf")
    factories.ReportPageFactory(title="Groen rapport", pdf=factories.SiteDocumentFactory(title="Groen", file=file))
    cues = [*DUTCH[:5], Cue(94_000, 95_100, SENTENCE, "Fatima"), *DUTCH[5:]]
    track = CaptionTrack(language="nl", kind="captions", source=write_webvtt(cues))
    factories.EpisodePageFactory(title="Avond over groen", **recorded(caption_tracks=[track]))
    factories.do_work()
    return live_server.url


def find_links(page, site) -> dict[str, str]:
    """Return {title of the entry: address of its place} for the sentence."""
    page.goto(f"{site}/zoeken/?q=kastanjeboom+mevrouw+zilverlinde+schaduw")
    hits = page.locator("article.hit")
    assert hits.count() == 3
    return {
        hits.nth(at).locator("h3").inner_text(): hits.nth(at).locator(".places a").first.get_attribute("href")
        for at in range(3)
    }


def wait_in_view(page, found) -> bool:
    """Return whether one of the elements found comes into view within three seconds."""
    for _try in range(30):
        if any(one.evaluate(IN_VIEW) for one in found.all()):
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("scripts", [True, False])
def test_one_question_three_exact_landings(planted, browser, scripts):
    context = browser.new_context(viewport={"width": 390, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    links = find_links(page, planted)
    assert links["Groen rapport"].endswith("#p-7")
    assert "t=94" in links["Avond over groen"]
    for title, target in (
        ("Bomen in de straat", "#wat-schaduw-doet"),
        ("Groen rapport", "#p-7"),
        ("Avond over groen", "#t-94"),
    ):
        page.goto(planted + links[title])
        assert page.url.endswith(target), title
        words = page.get_by_text("kastanjeboom van mevrouw Zilverlinde").filter(visible=True)
        assert wait_in_view(page, page.locator(target)), title
        assert wait_in_view(page, words), title
    if scripts:
        until(page, "Math.abs(document.querySelector('video').currentTime - 94) < 0.5")
        assert page.locator("#t-94").get_attribute("aria-current") == "true"
    context.close()
