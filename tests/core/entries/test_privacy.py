"""A private entry takes its translations, files, captions and earlier versions with it; a password opens it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.models import Attempt
from core.entries.privacy import find_exposure
from core.views.page_password import MAX_TRIES, WINDOW
from editorial.groups import CHIEF_EDITOR, STUDENT
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.recordings import recorded
from tests.translations import publish_english_copy, translate

pytestmark = pytest.mark.django_db
WORD = "kanarie"


@pytest.fixture
def report(home):
    """A published report with a PDF and a picture, and its English page."""
    pdf = factories.SiteDocumentFactory(title=WORD, file=ContentFile(make_pdf([WORD]), name=f"{WORD}.pdf"))
    image = factories.SiteImageFactory(title=WORD, alt=WORD, file=factories.make_image_file(f"{WORD}.png"))
    page = factories.ReportPageFactory(
        title=f"Geheim {WORD}", slug="verborgen", lead=WORD, pdf=pdf, hero_image=image, featured=True
    )
    translate(page)
    return type(page).objects.get(pk=page.pk)


def restrict(page, kind="groups", **values) -> PageViewRestriction:
    """Make a page private for chief editors, or in another way."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)
    if kind == "groups":
        restriction.groups.set(Group.objects.filter(name=CHIEF_EDITOR))
    return restriction


def files(page) -> list[str]:
    return [page.pdf.url, page.hero_image.get_rendition("width-20|format-webp").url]


def codes(client, urls) -> list[int]:
    return [client.get(url).status_code for url in urls]


def make_private(page, kind: str) -> None:
    restrict(page, kind, password="open sesam" if kind == "password" else "")


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
@pytest.mark.parametrize("which", ["page", "parent"])
def test_no_surface_shows_a_private_entry_in_any_language(client, home, work, report, kind, which):
    english = report.get_translations().first().specific
    make_private(report if which == "page" else report.get_parent(), kind)
    work()
    urls = ["/", "/en/", report.get_parent().url, english.get_parent().url, "/zoeken/", "/en/search/", "/sitemap.xml", "/feeds/alles.xml",
            "/en/feeds/all.xml", "/feeds/", "/zoeken/suggesties/?q=geheim", "/en/search/suggestions/?q=geheim", "/zoeken/feed/?q=geheim",
            report.url, english.url, f"{report.url}?p=1", report.share_image_url, english.share_image_url, "/nergens/"]  # fmt: skip
    shown = {url for url in urls if WORD in client.get(url).text}
    assert shown == set()
    assert [client.get(url).text.count('data-count="0"') for url in ("/zoeken/?q=geheim", "/en/search/?q=geheim")] == [
        1,
        1,
    ]
    assert codes(client, files(report)) == [404, 404]
    assert codes(client, [report.share_image_url, english.share_image_url]) == [404, 404]


def test_its_files_are_for_who_may_read_or_edit_it(client, student, chief_editor, report):
    urls = files(report)
    restrict(report)
    member = sign_in(factories.UserFactory(STUDENT))
    member.user.groups.add(Group.objects.get(name=CHIEF_EDITOR))
    assert codes(client, urls) == codes(student, urls) == [404, 404]
    assert codes(chief_editor, urls) == codes(member, urls) == [200, 200]
    assert chief_editor.get(urls[0]).headers["Cache-Control"] == "private, no-store"
    report.pdf.uploaded_by_user = student.user
    report.pdf.save()
    assert codes(student, urls) == [200, 404]


def test_captions_and_recording_follow(client, student, chief_editor, home):
    page = factories.EpisodePageFactory(**recorded())
    urls = [page.recording_file.url, f"/media/captions/{page.pk}/nl.vtt", f"/media/captions/{page.pk}/chapters.vtt"]
    assert codes(client, urls) == [200, 200, 200]
    restrict(page)
    assert codes(client, urls) == codes(student, urls) == [404, 404, 404]
    assert codes(chief_editor, urls) == [200, 200, 200]
    assert chief_editor.get(urls[1]).headers["Cache-Control"] == "private, no-store"


def test_a_file_that_something_public_uses_stays_and_the_screen_says_so(client, chief_editor, report):
    other = factories.CasePageFactory(hero_image=report.hero_image)
    restrict(report)
    assert codes(client, files(report)) == [404, 200]
    assert find_exposure(report).files == [WORD]
    html = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).text
    assert "Deze pagina is besloten" in html and "Nog wel openbaar" in html
    other.unpublish()
    assert find_exposure(Page.objects.get(pk=report.pk)).files == []


def restrictions_of(*pages) -> list[list]:
    rows = [PageViewRestriction.objects.filter(page=page).first() for page in pages]
    return [row and [row.restriction_type, row.password, row.groups.count()] for row in rows]


def test_translations_follow_in_every_direction(home):
    page = factories.CasePageFactory()
    english = publish_english_copy(page, "English")
    alias = page.create_alias(parent=page.get_parent(), update_slug="nog-eens")
    restriction = restrict(english)
    assert restrictions_of(page, english, alias) == [["groups", "", 1]] * 3
    restriction.restriction_type, restriction.password = "password", "geheim"
    restriction.save()
    assert restrictions_of(page, english, alias) == [["password", "geheim", 1]] * 3
    later = page.create_alias(parent=page.get_parent(), update_slug="later")
    assert restrictions_of(later) == [["password", "geheim", 1]]
    english.delete()
    assert restrictions_of(page, alias) == [["password", "geheim", 1]] * 2
    PageViewRestriction.objects.get(page=page).delete()
    assert restrictions_of(page, alias, later) == [None] * 3


def test_a_page_below_that_is_public_in_the_other_language_is_told(home):
    page = factories.CasePageFactory()
    english = publish_english_copy(page, "English")
    elsewhere = factories.IndexPageFactory(parent=english.get_parent().get_parent(), slug="elsewhere")
    Page.objects.get(pk=english.pk).move(elsewhere, pos="last-child")
    restrict(page.get_parent())
    assert [one.pk for one in find_exposure(page.get_parent()).pages] == [english.pk]


@pytest.fixture
def locked(report):
    """The report behind a password, and the restriction."""
    cache.clear()
    return report, restrict(report, "password", password="Één wachtwoord ")


def address_of_form(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200 and not response.cookies and "no-store" in response.headers["Cache-Control"]
    assert "Deze pagina vraagt om een wachtwoord" in response.text and WORD not in response.text
    return response.text.partition('<form class="form" method="post" action="')[2].partition('"')[0]


def test_the_right_password_opens_the_page_and_its_files(client, locked):
    page, restriction = locked
    url = address_of_form(client, page)
    assert url == f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    wrong = client.post(url, {"password": "Een wachtwoord", "return_url": page.url})
    assert wrong.status_code == 403 and not wrong.cookies and "niet het wachtwoord" in wrong.text
    assert "no-store" in wrong.headers["Cache-Control"] and "private" in wrong.headers["Cache-Control"]
    right = client.post(url, {"password": "Één wachtwoord ", "return_url": page.url})
    assert (right.status_code, right.headers["Location"]) == (303, page.url) and "sessionid" in "".join(right.cookies)
    opened = client.get(page.url)
    assert WORD in opened.text and "no-store" in opened.headers["Cache-Control"]
    assert codes(client, files(page)) == [200, 200]
    english = page.get_translations().first()
    assert "asks for a password" in client.get(english.url).text


def test_the_form_leads_nowhere_else(client, locked):
    page, restriction = locked
    url = address_of_form(client, page)
    good = {"password": "Één wachtwoord "}
    assert client.post(url, {**good, "return_url": "https://kwaad.example/"}).headers["Location"] == page.url
    assert (
        client.post(url, {**good, "return_url": page.url}, headers={"Origin": "https://kwaad.example"}).status_code
        == 403
    )
    other = factories.CasePageFactory()
    for wrong in (
        f"/_util/authenticate_with_password/{restriction.pk}/{other.pk}/",
        "/_util/authenticate_with_password/9999/1/",
    ):
        assert client.get(wrong).status_code == client.post(wrong, good).status_code == 404


def test_guessing_is_throttled_per_client_and_page(client, locked):
    page, _restriction = locked
    url = address_of_form(client, page)
    tries = [client.post(url, {"password": str(number)}) for number in range(MAX_TRIES + 1)]
    assert [answer.status_code for answer in tries] == [403] * MAX_TRIES + [429]
    last = client.post(url, {"password": "Één wachtwoord "})
    assert last.status_code == 429 and "te vaak" in last.text and last.headers["Retry-After"] == str(WINDOW)
    assert client.post(url, {"password": "Één wachtwoord "}, REMOTE_ADDR="203.0.113.9").status_code == 303
    Attempt.objects.update(made_at=timezone.now() - timedelta(seconds=WINDOW + 1))
    assert client.post(url, {"password": "Één wachtwoord "}).status_code == 303
