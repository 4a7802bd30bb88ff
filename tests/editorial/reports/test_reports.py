"""The reports: who is in them and who is not, for whom, with cells that no spreadsheet runs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from editorial.groups import CHIEF_EDITOR, STUDENT
from editorial.models import ReviewDate
from editorial.reports.findings import refresh
from editorial.reports.urls import REPORTS
from tests import factories
from tests.clients import sign_in
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db


def read(client, name: str) -> str:
    """Return the screen of a report."""
    return client.get(reverse(REPORTS[name].index_url_name)).text


def export(client, name: str) -> str:
    """Return the CSV file of a report."""
    response = client.get(f"{reverse(REPORTS[name].index_url_name)}?export=csv")
    return b"".join(response.streaming_content).decode() if response.streaming else response.text


def test_stale_are_those_whose_day_has_passed(chief_editor):
    today = timezone.localdate()
    for title, day in (("Gisteren", today - timedelta(days=1)), ("Morgen", today + timedelta(days=1))):
        ReviewDate.objects.create(page=factories.CasePageFactory(title=title), day=day)
    old = factories.CasePageFactory(title="Anderhalf jaar oud")
    kept = factories.CasePageFactory(title="Oud en nagekeken")
    event = factories.GatheringPageFactory(title="Avond van toen")
    for page in (old, kept, event):
        type(page).objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=540))
    ReviewDate.objects.create(page=kept, day=today + timedelta(days=30))
    html = read(chief_editor, "stale")
    found = {
        title: title in html
        for title in ("Gisteren", "Morgen", "Anderhalf jaar oud", "Oud en nagekeken", "Avond van toen")
    }
    assert found == {
        "Gisteren": True,
        "Morgen": False,
        "Anderhalf jaar oud": True,
        "Oud en nagekeken": False,
        "Avond van toen": False,
    }


def test_untranslated_are_without_a_public_english_version_or_newer_than_it(chief_editor):
    english, _made = Locale.objects.get_or_create(language_code="en")
    none, draft, done, behind = (
        factories.CasePageFactory(title=title) for title in ("Geen", "Ontwerp", "Klaar", "Achter")
    )
    home = none.get_parent().get_parent()
    for page in (home, none.get_parent()):
        page.copy_for_translation(english)
    draft.copy_for_translation(english)
    for page in (done, behind):
        page.copy_for_translation(english).save_revision().publish()
    behind.save_revision().publish()
    factories.CasePageFactory(publish=False, title="Nog niet openbaar")
    text = export(chief_editor, "untranslated")
    assert ["Geen," in text, "Ontwerp," in text, "Achter," in text] == [True] * 3
    assert ["Klaar," in text, "Nog niet openbaar" in text] == [False] * 2
    assert "is niet openbaar" in text and "opnieuw gepubliceerd" in text


def test_without_owner_are_those_of_nobody_who_can_sign_in(chief_editor):
    gone = factories.UserFactory(STUDENT, is_active=False, first_name="Vertrokken")
    for title, owner in (("Van niemand", None), ("Van wie weg is", gone), ("Van mij", chief_editor.user),
                         ("Zonder rol", factories.UserFactory())):  # fmt: skip
        factories.CasePageFactory(title=title, owner=owner)
    html = read(chief_editor, "owner")
    assert [title in html for title in ("Van niemand", "Van wie weg is", "Zonder rol", "Van mij")] == [True] * 3 + [
        False
    ]
    assert "werkt hier niet meer" in html and "Vertrokken" in html


def test_owner_is_named_from_the_report(chief_editor, student):
    page = factories.CasePageFactory(title="Van niemand", owner=None)
    newest, url = page.latest_revision_id, reverse("change_owner", args=[page.pk])
    assert f'href="{url}"' in read(chief_editor, "owner") and f'href="{url}"' not in read(student, "owner")
    assert student.user.get_username() in chief_editor.get(url).text
    outsider = factories.UserFactory()
    for wrong in ({}, {"owner": outsider.pk}, {"owner": "x"}):
        assert chief_editor.post(url, wrong).status_code == 400
    assert chief_editor.post(url, {"owner": student.user.pk})["Location"] == reverse("owner_report")
    page.refresh_from_db()
    assert (page.owner, page.latest_revision_id) == (student.user, newest)
    assert f'href="{url}"' not in read(chief_editor, "owner")
    history = chief_editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert f"Is vanaf nu van {student.user.get_username()}" in history
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.owner == student.user


def test_owner_is_named_by_who_publishes_alone(student, researcher):
    page = factories.CasePageFactory(owner=student.user)
    url = reverse("change_owner", args=[page.pk])
    for client in (student, researcher):
        assert client.get(url).status_code == 302 and client.post(url, {"owner": client.user.pk}).status_code == 302
    page.refresh_from_db()
    assert page.owner == student.user


def test_pictures_without_maker_or_source_on_public_entries(chief_editor):
    shown = factories.SiteImageFactory(title="Zonder bron", source="")
    hidden = factories.SiteImageFactory(title="Alleen in een concept", maker="", source="")
    good = factories.SiteImageFactory(title="In orde", source="eigen werk")
    factories.CasePageFactory(title="Toont beeld", hero_image=shown)
    factories.CasePageFactory(hero_image=good)
    factories.CasePageFactory(publish=False, hero_image=hidden)
    html = read(chief_editor, "image_rights")
    assert [title in html for title in ("Zonder bron", "Toont beeld", "Alleen in een concept", "In orde")] == [
        True,
        True,
        False,
        False,
    ]


def test_incomplete_are_those_with_findings_and_they_leave_when_they_are_mended(chief_editor):
    page = factories.CasePageFactory(title="Kaal stuk")
    factories.CasePageFactory(title="Kaal concept", publish=False)
    assert refresh() >= 1
    text = export(chief_editor, "incomplete")
    assert "Kaal stuk" in text and "Kaal concept" not in text
    before = page.findings.number
    page.themes.set([factories.ThemeFactory()])
    page.save_revision().publish()
    assert refresh() == 1
    assert type(page).objects.get(pk=page.pk).findings.number < before
    assert refresh() == 0


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_report_is_for_editors(client, student, name):
    url = reverse(REPORTS[name].index_url_name)
    assert client.get(url)["Location"].startswith("/beheer/login/")
    assert sign_in(factories.UserFactory()).get(url).status_code in {302, 403}
    assert student.get(url).status_code == 200
    assert student.get(reverse(REPORTS[name].index_results_url_name)).status_code == 200


def test_cells_are_no_formulas(chief_editor):
    factories.CasePageFactory(title="=HYPERLINK(0)")
    for name in ("owner", "untranslated"):
        text = export(chief_editor, name)
        assert "'=HYPERLINK(0)" in text and "\n=HYPERLINK" not in text


@pytest.mark.parametrize("name", ["stale", "incomplete", "untranslated", "owner", "image_rights", "broken_links"])
def test_one_and_three_rows_cost_the_same(home, name):
    chief = sign_in(factories.UserFactory(CHIEF_EDITOR))

    def add():
        image = factories.SiteImageFactory(source="")
        page = factories.CasePageFactory(hero_image=image, body=factories.make_text("<a href='/nergens/hier/'>weg</a>"))
        ReviewDate.objects.create(page=page, day=timezone.localdate() - timedelta(days=1))
        factories.do_work()
        refresh()

    url = reverse(REPORTS[name].index_url_name)
    add()
    one, _queries = count_queries(chief, url)
    add()
    add()
    three, queries = count_queries(chief, url)
    assert one == three, queries
