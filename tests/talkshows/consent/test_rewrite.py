"""A guest who took consent back is named on no surface, whatever field the name stood in; the original waits for the board.

A further surface is one line in `surfaces()`, a further field one line in `named()`.
"""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from core.entries.publishing import NotPublishableError
from core.models import EntryPage, WithdrawnAddress
from editorial.groups import CHIEF_EDITOR
from search.models import LoggedQuery
from talkshows.consent.rewrite import rewrite_due
from talkshows.models import Chapter, Consent, EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.publishing import approve, publish, submit
from tests.recordings import SiteMediaFactory, recorded
from tests.translations import translate

pytestmark = pytest.mark.django_db
NAME, SLUG = "Fatima El Amrani", "wonen-met-fatima-el-amrani"
SPELLINGS = ["fatima", "amrani"]


def named(**values) -> dict:
    """Return the fields of an episode with the name in every one of them, in different spellings."""
    image = factories.SiteImageFactory(
        alt=f"{NAME} aan tafel", caption="Foto: F. El Amrani", file=factories.make_image_file("fatima-el-amrani.png")
    )
    pdf = factories.SiteDocumentFactory(
        title=f"Verslag {NAME}", file=ContentFile(make_pdf([f"Woorden van {NAME}"]), name="fatima-el-amrani.pdf")
    )
    return {
        "title": f"Wonen met {NAME}", "slug": SLUG, "lead": "Fátima El Amrani’s verhaal over het plein.", "seo_title": f"{NAME} over wonen",
        "search_description": "Mevrouw Amrani over wonen.", "venue": f"Huis van {NAME}", "venue_note": "Bel F. El Amrani",
        "signup_url": "https://voorbeeld.nl/fatima-el-amrani", "hero_image": image, "example_note": f"Voorbeeld met {NAME}",
        "body": [
            ("text", f"<h2>Met {NAME}</h2><p>Door <b>Fatima</b> El&nbsp;Amrani.</p>"),
            ("image", {"image": image, "caption": f"Links {NAME}", "alt_text": ""}) if False else ("text", "<p>Nog iets.</p>"),
            ("document", {"document": pdf, "text": f"Verslag van {NAME}"}),
        ],
        **values,
    }  # fmt: skip


@pytest.fixture
def world(home, work):
    """A recorded and a coming episode that name a guest everywhere, an English page, and an article that the guest wrote."""
    person = factories.PersonFactory(name=NAME, slug="fatima-el-amrani", photo=None)
    series = factories.SeriesPageFactory()
    fields = named(
        **recorded(start=timezone.now() - timedelta(days=9), chapters=[Chapter(start=0, title=f"Welkom {NAME}")])
    )
    page = factories.EpisodePageFactory(parent=series, **fields)
    page.contributions.create(person=person, role="guest")
    page.contributions.create(name="Piet de Vries", role="host", note=f"vriend van {NAME}")
    publish(page)
    english = translate(page)
    coming = factories.EpisodePageFactory(
        parent=series, title=f"Straks: {NAME}", slug="straks-fatima-el-amrani", lead=f"Over {NAME}.", featured=True,
        start=timezone.now() + timedelta(days=3), hero_image=None,
    )  # fmt: skip
    consents = [
        Consent.objects.create(
            entry_key=one.translation_key, person=person, name=NAME, also_called="Fatima, gast", agreed="Naam."
        )
        for one in (page, coming)
    ]
    publish(page)
    publish(coming)
    article = factories.CasePageFactory(title="Verwant")
    article.related_entries.create(target=page)
    publish(article)
    Redirect.objects.create(old_path=f"/oud/{SLUG}", redirect_page=page)
    Redirect.objects.create(old_path="/oud/wonen", redirect_link=page.full_url)
    for day in range(4):
        LoggedQuery.objects.create(
            language="nl", text="fatima el amrani", day=timezone.localdate() - timedelta(days=day)
        )
    work()
    return {
        "page": page,
        "english": english,
        "coming": coming,
        "consents": consents,
        "article": article,
        "person": person,
    }


def surfaces(world) -> dict[str, str]:
    """Return {surface: address} of all that could show the name."""
    page, english, coming = (EpisodePage.objects.get(pk=world[one].pk) for one in ("page", "english", "coming"))
    return {
        "page": page.url, "English page": english.url, "moment": f"{page.url}?t=95", "coming": coming.url, "home": "/", "English home": "/en/",
        "agenda": "/agenda/", "series": page.get_parent().url, "English series": english.get_parent().url, "what it goes with": world["article"].url,
        "feed": "/feeds/alles.xml", "English feed": "/en/feeds/all.xml", "podcast": "/feeds/podcast.xml", "English podcast": "/en/feeds/podcast.xml",
        "calendar": "/agenda/agenda.ics", "calendar of the event": f"{coming.url}agenda.ics", "results": "/zoeken/?q=wonen",
        "English results": "/en/search/?q=wonen", "feed of a search": "/zoeken/feed/?q=plein", "suggestions": "/zoeken/suggesties/?q=wonen",
        "suggestions of the name": "/zoeken/suggesties/?q=amra", "sitemap": "/sitemap.xml", "chapters": f"{page.url}chapters.json",
        "captions": f"/media/captions/{page.pk}/nl.txt", "feeds": "/feeds/", "old address": f"{page.get_parent().url}{SLUG}/",
        "old address of the coming one": f"{page.get_parent().url}straks-fatima-el-amrani/", "redirect": "/oud/wonen/", "old redirect": f"/oud/{SLUG}/",
        "nowhere": "/nergens/",
    }  # fmt: skip


def find_leaks(client, world) -> dict[str, str]:
    """Return {surface: what it shows} for those that name the guest in any spelling."""
    found = {}
    for surface, url in surfaces(world).items():
        response = client.get(url, follow=True)
        text = unquote(response.content.decode()).replace("\u00ad", "").replace("á", "a").lower()
        typed = unquote(url.partition("q=")[2]).lower()
        addresses = " ".join(address for address, _status in response.redirect_chain).lower()
        for spelling in SPELLINGS:
            if spelling in addresses or (at := text.find(spelling)) >= 0 and spelling[:4] != typed:
                found[surface] = text[max(0, at - 60) : at + 40]
    return found


def withdraw(world, times: int = 1):
    """Withdraw as the chief editor does, for both evenings; a second time gives consent again."""
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    for _time in range(times):
        for consent in world["consents"]:
            assert client.post(reverse("withdraw_consent", args=[consent.pk])).status_code == 302


def test_before_it_the_name_stands_on_most_surfaces(client, world):
    assert len(find_leaks(client, world)) >= 20
    assert len(surfaces(world)) >= 24


def test_no_surface_names_the_guest_any_more(client, world, work):
    url = client.get(world["page"].url).text.partition('og:image" content="')[2].partition('"')[0]
    withdraw(world)
    assert find_leaks(client, world) == {}
    work()
    assert find_leaks(client, world) == {}
    assert url
    old = f"{world['page'].get_parent().url}{SLUG}/"
    assert [client.get(one).status_code for one in (old, f"/oud/{SLUG}/")] == [410, 410]
    assert client.get("/oud/wonen/").headers["Location"] == EpisodePage.objects.get(pk=world["page"].pk).url
    assert not LoggedQuery.objects.exists()
