"""The start panel, the list of all entries, the next session out of the last, and who may use them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import CollectedEntry, EntryPage, Partnership
from editorial.dashboard import find_drafts
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from editorial.page_creation import get_next_title
from publications.models import Decision, MinutesAction, MinutesPage
from tests import factories
from tests.clients import sign_in
from tests.publishing import approve, submit

pytestmark = pytest.mark.django_db
OWN = ["/beheer/nieuw/case/", "/beheer/entries/"]


@pytest.mark.parametrize("url", OWN)
@pytest.mark.parametrize("role", [None, STUDENT, RESEARCHER, CHIEF_EDITOR])
def test_who_may_come_in(visitor, url, role):
    factories.IndexPageFactory(title="Stadslabs", slug="stadslabs")
    response = visitor.get(url)
    assert (response.status_code, "login" in response.get("Location", "")) in (
        [(302, True)] if role is None else [(200, False), (302, False)]
    )


@pytest.mark.parametrize("kind", sorted(EntryPage.kinds()))
def test_new_entry_opens_its_form_in_the_list_of_its_kind(student, kind):
    model = EntryPage.kinds()[kind]
    page = getattr(factories, f"{model.__name__}Factory")()
    response = student.get(reverse("make_entry", args=[kind]))
    expected = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, page.get_parent().pk]
    )
    assert response["Location"] == expected
    assert student.get(expected).status_code == 200


def test_unknown_kind_is_not_found(student):
    assert student.get("/beheer/nieuw/iets-anders/").status_code == 404


def test_start_panel_says_what_waits(student, researcher):
    draft = factories.CasePageFactory(publish=False, title="Halve case", owner=student.user)
    submitted = factories.CasePageFactory(publish=False, title="Hele case", owner=student.user)
    submit(submitted, student.user)
    html = student.get(reverse("wagtailadmin_home")).text
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in html
    panel = html.split("<div data-start>")[1].split("</div>")[0]
    waits, sent = panel.split("Bij de redactie")
    assert ("Hele case" in waits, "Hele case" in sent, "Halve case" in sent) == (False, True, True)
    panel = researcher.get(reverse("wagtailadmin_home")).text.split("<div data-start>")[1].split("</div>")[0]
    assert ("Halve case" in panel, "Hele case" in panel) == (False, True)


def test_what_waits_is_listed_once_and_all_of_it(student, researcher):
    titles = [f"Case van straat {number}" for number in range(7)]
    for title in titles:
        submit(factories.CasePageFactory(publish=False, title=title, owner=student.user), student.user)
    for somebody in (student, researcher):
        html = somebody.get(reverse("wagtailadmin_home")).text
        assert [html.count(f">{title}</a>") for title in titles] == [1] * 7
        assert "In afwachting van jouw beoordeling" not in html and "in een workflow" not in html


def test_what_is_approved_and_planned_is_no_draft_until_somebody_writes_on(student, researcher, chief_editor):
    page = factories.CasePageFactory(publish=False, title="Halte Laak", owner=student.user)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision(user=student.user)
    assert [item.text for item in find_drafts(student.user)] == ["Halte Laak"]
    submit(page, student.user)
    approve(researcher, page)
    approve(chief_editor, page)
    page = EntryPage.objects.get(pk=page.pk).specific
    assert page.scheduled_revision is not None and find_drafts(student.user) == []
    assert "Halte Laak" in student.get(reverse("wagtailadmin_home")).text.split("Gepland")[1]
    page.get_latest_revision_as_object().save_revision(user=student.user)
    assert [item.text for item in find_drafts(student.user)] == ["Halte Laak"]


def test_list_of_entries_filters_by_kind_and_theme(researcher):
    theme = factories.ThemeFactory(name="Wonen")
    factories.CasePageFactory(title="Case over wonen", themes=[theme])
    factories.ArticlePageFactory(title="Artikel over iets")
    url = reverse("entries:index")
    everything = researcher.get(url).text
    assert ("Case over wonen" in everything, "Artikel over iets" in everything) == (True, True)
    some = researcher.get(url, {"themes": theme.pk}).text
    assert ("Case over wonen" in some, "Artikel over iets" in some) == (True, False)


def test_list_of_entries_shows_each_of_an_organisation_once(researcher):
    mine, other = factories.OrganisationFactory(), factories.OrganisationFactory()
    twice, elsewhere = factories.CasePageFactory(title="Twee rollen"), factories.CasePageFactory(title="Van een ander")
    for role in ("partner", "funder"):
        Partnership.objects.create(page=twice, organisation=mine, role=role)
    Partnership.objects.create(page=elsewhere, organisation=other, role="partner")
    found = researcher.get(reverse("entries:index"), {"partnerships__organisation": mine.pk}).context["object_list"]
    assert [page.pk for page in found] == [twice.pk]


def test_list_of_entries_offers_each_kind_and_no_dead_end(student):
    factories.IndexPageFactory(title="Stadslabs", slug="stadslabs")
    html = student.get(reverse("entries:index")).text
    for kind in EntryPage.kinds():
        assert (reverse("make_entry", args=[kind]) in html) == EntryPage.kinds()[kind].is_creatable
    assert "choose_parent" not in html
    assert student.get("/beheer/entries/choose_parent/").status_code == 404


def test_list_of_entries_says_when_each_changed_newest_first(student):
    early, late = factories.CasePageFactory(title="Vroeg"), factories.CasePageFactory(title="Laat")
    for page, day in ((early, 3), (late, 4)):
        moment = datetime(2026, 3, day, 9, 30, tzinfo=UTC)
        type(page).objects.filter(pk=page.pk).update(latest_revision_created_at=moment, display_date="2025-12-24")
    html = student.get(reverse("entries:index")).text
    assert html.index("4 maart 2026, 10:30") < html.index("3 maart 2026, 10:30")
    assert "24 december 2025" in html and "geleden" not in html.split("<table")[1]


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("Verslag werkatelier 3: de vraag op tafel", 3, "Verslag werkatelier 4"),
        ("Werkatelier 9", None, "Werkatelier 10"),
        ("Werkatelier 2026 nummer 2", 2, "Werkatelier 2026 nummer 3"),
        ("Verslag van 2026", None, "Verslag van 2026 (volgende)"),
        ("Verslag", 1, "Verslag (volgende)"),
    ],
)
def test_title_of_the_next_counts_up(home, title, number, expected):
    assert get_next_title(factories.MinutesPageFactory(title=title, session_number=number)) == expected


def make_minutes():
    dossier = factories.DossierPageFactory()
    page = factories.MinutesPageFactory(
        title="Verslag werkatelier 1", dossier=dossier, session_number=1, decisions=[Decision(text="Besluit")],
        actions=[MinutesAction(text="Actie")], body=factories.make_text("Wat gezegd is."), themes=[factories.ThemeFactory()],
        collected=[CollectedEntry(target=dossier)],
    )  # fmt: skip
    return page, dossier


def test_next_session_starts_from_the_last(student):
    page, dossier = make_minutes()
    url = reverse("make_next", args=[page.pk])
    assert student.get(url).status_code == 200
    assert MinutesPage.objects.count() == 1
    response = student.post(url)
    made = MinutesPage.objects.exclude(pk=page.pk).get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    draft = made.get_latest_revision_as_object()
    assert (draft.live, draft.session_number, draft.dossier_id, draft.session_date) == (False, 2, dossier.pk, None)
    assert (draft.title, draft.slug, draft.lead) == ("Verslag werkatelier 2", "verslag-werkatelier-2", "")
    assert (len(draft.body), draft.decisions.count(), draft.actions.count(), draft.themes.count()) == (0, 0, 0, 1)
    old = MinutesPage.objects.get(pk=page.pk)
    assert (old.session_number, old.decisions.count(), len(old.body)) == (1, 1, 1)
    student.post(url)
    assert MinutesPage.objects.count() == 3


def test_next_session_is_for_kinds_that_can_and_for_people_who_may(client, student):
    case = factories.CasePageFactory()
    page, _dossier = make_minutes()
    url = reverse("make_next", args=[page.pk])
    assert "login" in client.get(url)["Location"]
    assert sign_in(factories.UserFactory()).post(url).status_code in {302, 403}
    assert student.get(reverse("make_next", args=[case.pk])).status_code == 404
    hidden = factories.MinutesPageFactory(publish=False)
    assert student.post(reverse("make_next", args=[hidden.pk])).status_code == 404
    assert MinutesPage.objects.count() == 2


@pytest.mark.parametrize(("role", "writes"), [(STUDENT, True), (TRANSLATOR, False), (PARTNER, False)])
def test_writing_is_offered_to_who_may(home, role, writes):
    html = sign_in(factories.UserFactory(role)).get(reverse("wagtailadmin_home")).text
    assert (reverse("make_entry", args=["case"]) in html) == (reverse("choose_kind") in html) == writes


@pytest.mark.parametrize(("role", "listed"), [(TRANSLATOR, True), (STUDENT, False)])
def test_who_translates_sees_what_lacks_a_language(home, role, listed):
    factories.CasePageFactory(title="Nog niet in het Engels")
    factories.CasePageFactory(title="Nog niet op de site", publish=False)
    html = sign_in(factories.UserFactory(role)).get(reverse("wagtailadmin_home")).text
    assert ("Te vertalen" in html) is listed
    begin = html.split("Te vertalen</h3>")[-1].split("</section>")[0]
    assert ("Nog niet in het Engels" in begin) is listed
    assert "Nog niet op de site" not in begin
