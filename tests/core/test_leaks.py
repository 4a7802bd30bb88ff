"""Canaries in drafts, scheduled, private and unpublished entries: on no page, list, search, feed, map or file."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from tests.documents import make_pdf
from tests.publishing import publish

pytestmark = pytest.mark.django_db
WORD = "kanarie"


def make(kind: str, number: int):
    """Return an entry that nobody may see, with canaries everywhere."""
    name = f"{WORD}{kind}{number}"
    document = factories.SiteDocumentFactory(title=name, file=ContentFile(make_pdf([name]), name=f"{name}.pdf"))
    image = factories.SiteImageFactory(title=name, alt=name, file=factories.make_image_file(f"{name}.png"))
    theme, place = factories.ThemeFactory(name=f"Thema {number}"), factories.PlaceFactory(name=f"Plek {number}")
    entry = factories.ReportPageFactory(
        title=name, slug=name, lead=name, summary=f"<p>{name}</p>", pdf=document, hero_image=image, themes=[theme], places=[place],
        publish=kind != "draft" and kind != "scheduled", body=[("text", f"<h2>{name}</h2><p>{name}</p>")], search_description=name,
        featured=True,
    )  # fmt: skip
    entry.contributions.create(name=name, role="author")
    if kind == "scheduled":
        entry.go_live_at = timezone.now() + timedelta(days=1)
        publish(entry)
    if kind == "unpublished":
        entry.unpublish()
    if kind == "private":
        restriction = PageViewRestriction.objects.create(page=entry, restriction_type="groups")
        restriction.groups.set(Group.objects.all()[:1])
    if kind == "edited":
        entry.unpublish()
    return (
        entry,
        [
            document.url,
            image.get_rendition("width-20|format-webp").url,
            f"/media/{document.file.name}",
            f"/media/{image.file.name}",
        ],
        theme,
        place,
    )


@pytest.mark.parametrize("kind", ["draft", "scheduled", "private", "unpublished"])
def test_nothing_leaks(client, home, work, kind):
    seen = factories.CasePageFactory(title="Openbaar")
    entry, files, theme, place = make(kind, 1)
    seen.related_entries.create(target=entry)
    publish(seen)
    work()
    pages = ["/", seen.url, seen.get_parent().url, entry.get_parent().url, "/zoeken/", "/themas/", "/plekken/", "/organisaties/", "/mensen/",
             "/sitemap.xml", "/robots.txt", theme.get_absolute_url(), place.get_absolute_url(), "/contact/", "/nergens/", "/en/search/",
             f"/zoeken/?q={WORD}", f"/zoeken/?q={WORD}{kind}1", f"{entry.get_parent().url}?kind=report", f"/en/search/?q={WORD}{kind}1",
             f"{entry.get_parent().url}?theme={theme.slug}"]  # fmt: skip
    for page in pages:
        response = client.get(page)
        text = response.content.decode()
        if "q=" in page:  # the page repeats what was asked; what it may not have is an entry that has the word
            assert 'data-count="0"' in text and "data-entry" not in text, page
        else:
            assert f"{WORD}{kind}1" not in text, page
    for file in files:
        assert client.get(file).status_code == 404, file
    response = client.get(entry.url or f"{entry.get_parent().url}{entry.slug}/")
    assert response.status_code == {"draft": 404, "scheduled": 404, "private": 302, "unpublished": 410}[kind]
    if kind != "private":
        assert f"{WORD}{kind}1" not in response.content.decode()


def test_counts_do_not_tell_either(client, home):
    theme = factories.ThemeFactory(name="Wonen")
    hidden = factories.CasePageFactory(themes=[theme])
    assert client.get("/themas/").content.decode().count('value="1"') == 1
    hidden.unpublish()
    assert client.get("/themas/").content.decode().count('value="0"') == 1
