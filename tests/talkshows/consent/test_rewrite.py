"""A guest who took consent back is named on no surface, whatever field the name stood in; the original waits for the board.

A further surface is one line in `surfaces()`, a further field one line in `named()`.
"""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from core.entries.personal_names import NameMatcher
from core.entries.publishing import NotPublishableError
from core.models import WithdrawnAddress
from editorial.groups import CHIEF_EDITOR, PARTNER, TRANSLATOR
from editorial.models import CoAuthor
from media.models import SiteImage
from search.models import LoggedQuery
from talkshows.consent.rewrite import rewrite_due
from talkshows.consent.stored_text import find_named
from talkshows.models import Chapter, Consent, EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.editorial.forms import posted, read_form
from tests.publishing import approve, publish, submit
from tests.recordings import recorded
from tests.translations import translate

pytestmark = pytest.mark.django_db
NAME, PERSON_SLUG = "Fatima El Amrani", "fatima-el-amrani"
SLUG = f"wonen-met-{PERSON_SLUG}"
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
        "nowhere": "/nergens/", "kit": f"{coming.url}kit/", "texts of the kit": f"{page.url}kit/text.txt", "frame": f"{coming.url}embed/",
        "BibTeX": f"{page.url}cite.bib", "RIS": f"{page.url}cite.ris", "CSL": f"{page.url}cite.json", "new": "/nieuw/", "map": "/kaart/",
        "data of the map": "/kaart/kaart.geojson", "results as CSV": "/zoeken/resultaten.csv?q=wonen", "results as RIS": "/zoeken/resultaten.ris?q=plein",
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
            if spelling in addresses or ((at := text.find(spelling)) >= 0 and spelling[:4] != typed):
                found[surface] = text[max(0, at - 60) : at + 40]
    return found


def withdraw(world, action="withdraw"):
    """Withdraw as the chief editor does, for both evenings; `restore` gives consent again."""
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    for consent in world["consents"]:
        assert client.post(reverse("withdraw_consent", args=[consent.pk]), {"action": action}).status_code == 302


def test_no_surface_names_the_guest_until_consent_is_given_again(client, world, work):
    before = find_leaks(client, world)
    assert len(surfaces(world)) >= 40 and len(before) >= 20
    files = {world["page"].hero_image.file.name}
    withdraw(world)
    assert find_leaks(client, world) == {}
    work()
    assert find_leaks(client, world) == {}
    old = f"{world['page'].get_parent().url}{SLUG}/"
    assert [client.get(one).status_code for one in (old, f"/oud/{SLUG}/")] == [410, 410]
    assert client.get("/oud/wonen/").headers["Location"] == EpisodePage.objects.get(pk=world["page"].pk).url
    assert not LoggedQuery.objects.exists()
    assert not files & set(SiteImage.objects.values_list("file", flat=True))
    withdraw(world, "restore")  # the guest agrees again
    for name in ("page", "english", "coming"):
        page = EpisodePage.objects.get(pk=world[name].pk)
        original = page.revisions.filter(object_str__contains=NAME).order_by("-created_at", "-pk").first()
        original.publish()
    work()
    assert set(before) - set(find_leaks(client, world)) <= {"redirect", "old redirect"}


@pytest.fixture
def evening(home):
    """A published evening with the name in title, address and lead, and the consent of its guest."""
    page = factories.EpisodePageFactory(title=f"Avond met {NAME}", slug=f"avond-met-{PERSON_SLUG}", lead=f"Met {NAME}.")
    consent = Consent.objects.create(entry_key=page.translation_key, name=NAME, agreed="Naam.")
    return page, consent


def end(consent) -> None:
    """Withdraw a consent, by no form."""
    consent.withdrawn_at = timezone.now()
    consent.save()


def names_in(page) -> list[str]:
    """Return the names that stand in the row of a page."""
    row = EpisodePage.objects.get(pk=page.pk)
    return [name for _text, name in find_named(row, NameMatcher([NAME]))]


def test_the_row_and_the_newest_version_lose_the_name_and_an_older_version_keeps_it(evening):
    page, consent = evening
    page.title = f"Ontwerp over {NAME}"
    page.save_revision()
    end(consent)
    row = EpisodePage.objects.get(pk=page.pk)
    assert (row.title, row.draft_title, row.slug) == (
        "Avond met [naam weggehaald]",
        "Ontwerp over [naam weggehaald]",
        "avond-met",
    )
    assert row.url_path.endswith("/avond-met/") and row.has_unpublished_changes
    assert row.get_latest_revision_as_object().title == "Ontwerp over [naam weggehaald]"
    assert row.live_revision.as_object().title == row.title
    kept = [one.as_object().title for one in row.revisions.order_by("pk") if NAME in one.as_object().title]
    assert kept == [f"Avond met {NAME}", f"Ontwerp over {NAME}"]
    assert NAME not in " ".join(PageLogEntry.objects.filter(page=page.pk).values_list("label", flat=True))


def test_an_address_of_the_name_alone_gets_a_neutral_one_that_is_free(evening):
    page, consent = evening
    others = [factories.EpisodePageFactory(parent=page.get_parent(), slug=slug) for slug in ("avond-met", "ander")]
    EpisodePage.objects.filter(pk=others[1].pk).update(slug=PERSON_SLUG, title=NAME)
    Consent.objects.create(entry_key=others[1].translation_key, name=NAME, agreed="x", withdrawn_at=timezone.now())
    end(consent)
    assert EpisodePage.objects.get(pk=page.pk).slug == "avond-met-2"
    assert EpisodePage.objects.get(pk=others[1].pk).slug == f"episode-{others[1].pk}"


def test_a_date_that_passes_is_followed_within_a_minute(evening, work):
    page, consent = evening
    Consent.objects.filter(pk=consent.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert names_in(page)
    assert rewrite_due() == 1
    assert names_in(page) == [] and rewrite_due() == 0


def test_a_draft_that_somebody_writes_on_is_left_alone_by_the_clock(evening):
    page, consent = evening
    end(consent)
    draft = EpisodePage.objects.get(pk=page.pk)
    draft.title = f"Weer {NAME}"
    revision = draft.save_revision()
    assert rewrite_due() == 0
    assert EpisodePage.objects.get(pk=page.pk).latest_revision == revision


def test_the_end_of_a_consent_is_planned_for_the_first_moment_after_it(evening):
    _page, consent = evening
    consent.until = timezone.localdate() + timedelta(days=2)
    consent.save()
    planned = DBTaskResult.objects.get(task_path="talkshows.tasks.rewrite_ended")
    assert timezone.localtime(planned.run_after).strftime("%d %H:%M") == f"{consent.until + timedelta(days=1):%d} 00:00"


def test_the_original_is_published_in_no_way(evening, chief_editor, researcher, administrator):
    page, consent = evening
    original = page.live_revision
    end(consent)
    with pytest.raises(NotPublishableError, match=r"“Titel” noemt Fatima El Amrani"):
        original.publish()
    later = original.as_object()
    later.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(NotPublishableError):
        later.save_revision().publish()
    draft = EpisodePage.objects.get(pk=page.pk)
    draft.title = f"Weer {NAME}"
    draft.save_revision()
    submit(draft, chief_editor.user)
    approve(researcher, page)
    response = approve(administrator, page, follow=True)
    assert "noemt Fatima El Amrani" in response.text
    assert names_in(page) == []


def test_a_revert_that_is_published_is_refused_at_its_field_and_loses_nothing(evening, chief_editor):
    page, consent = evening
    original = page.live_revision
    end(consent)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = read_form(chief_editor, url)
    data = {
        **posted(form, title="Avond met F. El Amrani"),
        "action-publish": "1",
        "board-reason": "In een test.",
        "revision": str(original.pk),
    }
    response = chief_editor.post(url, data, follow=True)
    assert "“Titel” noemt F. El Amrani" in response.text and "Avond met F. El Amrani" in response.text
    assert names_in(page) == []


def test_what_was_planned_goes_on_without_the_name(evening):
    page, consent = evening
    page.title, page.go_live_at = f"Straks {NAME}", timezone.now() + timedelta(hours=1)
    publish(page)
    end(consent)
    planned = EpisodePage.objects.get(pk=page.pk).revisions.get(approved_go_live_at__isnull=False)
    assert planned.as_object().title == "Straks [naam weggehaald]" and names_in(page) == []


def test_what_was_planned_before_a_later_draft_goes_on_without_the_name_too(evening):
    page, consent = evening
    page.title, page.go_live_at = f"Straks {NAME}", timezone.now() + timedelta(hours=1)
    publish(page)
    draft = EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = "Nog een opzet"
    draft.save_revision(clean=False)
    end(consent)
    page = EpisodePage.objects.get(pk=page.pk)
    planned = page.revisions.get(approved_go_live_at__isnull=False)
    assert planned.pk != page.latest_revision_id
    assert planned.as_object().title == "Straks [naam weggehaald]"


def test_old_versions_are_opened_by_the_board_alone(evening, researcher, chief_editor):
    page, consent = evening
    original, key = page.live_revision, [page.pk]
    CoAuthor.objects.create(page=page, user=researcher.user)
    end(consent)
    newest = EpisodePage.objects.get(pk=page.pk).latest_revision
    urls = [
        reverse("wagtailadmin_pages:revisions_view", args=[*key, original.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[*key, original.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[*key, "earliest", newest.pk]),
    ]
    answers = [researcher.get(url) for url in urls]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert NAME not in "".join(answer.text for answer in answers) and "alleen voor de redactie" in answers[0].text
    assert chief_editor.get(urls[0]).status_code == 200
    assert researcher.get(reverse("wagtailadmin_pages:revisions_view", args=[*key, newest.pk])).status_code == 200


def test_the_editor_sees_what_waits_for_a_rewrite(evening, chief_editor):
    page, consent = evening
    end(consent)
    assert "schrijf een nieuwe tekst voor Titel, Inleiding" in chief_editor.get(reverse("wagtailadmin_home")).text
    html = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "weggehaald uit: Titel, Inleiding" in html
    assert "alleen voor de redactie" in chief_editor.get(reverse("consents", args=[page.pk])).text


def test_a_translation_that_is_made_or_published_again_does_not_bring_the_name_back(home, evening):
    page, consent = evening
    english = translate(page)
    end(consent)
    assert names_in(page) == names_in(english) == []
    source = TranslationSource.objects.get(object_id=page.translation_key)
    with TestCase.captureOnCommitCallbacks(execute=True):
        Translation.objects.get(source=source).save_target(publish=True)
    assert names_in(english) == []
    assert "[name removed]" in EpisodePage.objects.get(pk=english.pk).title


def test_somebody_else_with_the_same_surname_stays(evening):
    page, consent = evening
    page.contributions.create(name="Karim El Amrani", role="host")
    page.lead = f"{NAME} en Karim El Amrani praten."
    publish(page)
    end(consent)
    assert EpisodePage.objects.get(pk=page.pk).lead == "[naam weggehaald] en Karim El Amrani praten."


def test_a_copy_with_old_versions_is_not_published_either(evening):
    page, consent = evening
    end(consent)
    copied = EpisodePage.objects.get(pk=page.pk).copy(update_attrs={"slug": "kopie"})
    original = copied.revisions.filter(object_str__contains=NAME).first()
    with pytest.raises(NotPublishableError):
        original.publish()


def test_an_entry_that_was_deleted_before_is_not_named_at_its_old_address(client, evening):
    _page, consent = evening
    row = WithdrawnAddress.objects.create(path="/weg", title=f"Weg: {NAME}")
    end(consent)
    row.refresh_from_db()
    assert row.title == "Weg: [naam weggehaald]"


def test_translators_and_who_reads_along_are_not_told_either(evening):
    page, consent = evening
    page.body = [("text", f"<p>Aan tafel zat {NAME}. Het werd laat.</p>")]
    publish(page)
    english = translate(page)
    other = factories.CasePageFactory(title="Zonder namen")
    translate(other)
    translator, partner = sign_in(factories.UserFactory(TRANSLATOR)), sign_in(factories.UserFactory(PARTNER))
    CoAuthor.objects.create(page=page, user=partner.user)
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    source = Translation.objects.get(source__object_id=page.translation_key)
    asked = {
        "editor": (translator, edit),
        "PO file": (translator, reverse("wagtail_localize:download_pofile", args=[source.pk])),
        "preview": (translator, reverse("wagtail_localize:preview_translation", args=[source.pk])),
        "report": (translator, reverse("translations_report")),
        "reading along": (partner, reverse("read_along", args=[page.pk])),
    }

    def named_at() -> set[str]:
        texts = {name: unquote(client.get(url).text) for name, (client, url) in asked.items()}
        assert "Het werd laat" in texts["reading along"]
        title = {name for name, text in texts.items() if f"Avond met {NAME}" in text or f"Met {NAME}" in text}
        return title | ({"reading along"} if "Amrani" in texts["reading along"] else set())

    assert named_at() == set(asked)
    end(consent)
    assert named_at() == set()
    kept = StringTranslation.objects.filter(context__object_id=page.translation_key, context__path="title").get()
    assert (kept.data, kept.translation_of.data) == ("Avond met [name removed]", "Avond met [naam weggehaald]")
    assert StringTranslation.objects.filter(context__object_id=other.translation_key).exists()
    assert not String.objects.filter(data__contains=f"vond met {NAME}").exists()
