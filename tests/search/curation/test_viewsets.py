"""The admin menu of search: permissions, synonym previews and ranking expectations."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from search.curation.viewsets import SearchViewSetGroup
from search.models import CompoundException, LoggedQuery, Promotion, RankingExpectation, Synonym
from tests import factories

pytestmark = pytest.mark.django_db
LISTS = ["synoniemen", "tips", "beloften", "samenstellingen"]


def make_one_of_each() -> dict:
    """Return {name of a list: a row of it}."""
    case = factories.CasePageFactory()
    return {
        "synoniemen": Synonym.objects.create(typed="calendula", also="goudsbloemen"),
        "tips": Promotion.objects.create(words="stage", page=case),
        "beloften": RankingExpectation.objects.create(words="goudsbloemen", entry=case),
        "samenstellingen": CompoundException.objects.create(word="stadslab", parts="stad lab"),
    }


def all_addresses() -> list[str]:
    """Return every address of the menu; the lists' own with a row that exists."""
    rows, found = make_one_of_each(), [reverse("zoekvragen:index")]
    for viewset in SearchViewSetGroup().registerables:
        for pattern in viewset.get_urlpatterns():
            args = [rows[viewset.name].pk] if viewset.name in rows and "pk" in pattern.pattern.converters else []
            found.append(reverse(f"{viewset.name}:{pattern.name}", args=args))
    return found


@pytest.mark.parametrize(
    ("role", "allowed"), [(None, False), (STUDENT, False), (RESEARCHER, False), (CHIEF_EDITOR, True)]
)
def test_who_may_come_in(client, home, role, allowed):
    addresses = all_addresses()
    assert len(addresses) > 20
    if role:
        client.force_login(factories.UserFactory(role))
    before = [model.objects.count() for model in (Synonym, Promotion, RankingExpectation, CompoundException)]
    for url in addresses:
        assert (client.get(url).status_code == 200) is allowed, url
        if not allowed:
            assert client.post(url, {"typed": "x", "also": "y", "language": "nl"}).status_code in {302, 403}, url
    assert [model.objects.count() for model in (Synonym, Promotion, RankingExpectation, CompoundException)] == before


def test_administrator_may_come_in(client, home):
    client.force_login(factories.UserFactory(is_superuser=True))
    assert all(client.get(url).status_code == 200 for url in all_addresses())


@pytest.mark.parametrize(("role", "shown"), [(STUDENT, False), (RESEARCHER, False), (CHIEF_EDITOR, True)])
def test_menu_is_in_sight_for_who_may(client, home, role, shown):
    client.force_login(factories.UserFactory(role))
    html = client.get(reverse("wagtailadmin_home")).text
    assert all((f"/beheer/{name}/" in html) is shown for name in [*LISTS, "zoekvragen"])


@pytest.fixture
def chief(client, home):
    client.force_login(factories.UserFactory(CHIEF_EDITOR))
    return client


def test_preview_says_what_would_change_and_saves_nothing(chief, work):
    case = factories.CasePageFactory(title="Zaaien in de straat")
    work()
    data = {"language": "nl", "typed": "calendula", "also": "goudsbloemen", "both_ways": "on"}
    response = chief.post(reverse("synoniemen:add"), {**data, "preview": "1"})
    assert response.status_code == 200 and not Synonym.objects.exists()
    preview = response.context["preview"]
    assert [(change.text, change.entered, change.left) for change in preview.changes] == [
        ("calendula", [case.title], [])
    ]
    assert case.title in response.text and 'value="goudsbloemen"' in response.text
    assert chief.post(reverse("synoniemen:add"), data).status_code == 302
    assert Synonym.objects.get().typed == "calendula"


def test_preview_of_a_change_shows_what_drops_out_and_which_promise_breaks(chief, work):
    case = factories.CasePageFactory(title="Zaaien in de straat")
    work()
    synonym = Synonym.objects.create(typed="calendula", also="goudsbloemen")
    RankingExpectation.objects.create(words="calendula zaaien", entry=case)
    RankingExpectation.objects.create(words="calendula", entry=case)
    for days in range(3):
        LoggedQuery.objects.create(language="nl", text="calendula zoeken", day=f"2026-01-0{days + 1}", number=1)
    data = {"language": "nl", "typed": "calendula", "also": "tulp", "both_ways": "on", "preview": "1"}
    response = chief.post(reverse("synoniemen:edit", args=[synonym.pk]), data)
    changes = {change.text: change for change in response.context["preview"].changes}
    assert changes["calendula"].left == [case.title] and changes["calendula"].breaks_expectation
    assert "Er zou een belofte breken" in response.text
    assert Synonym.objects.get().also == "goudsbloemen"


def test_bad_synonym_is_refused_with_a_reason_and_keeps_what_was_typed(chief):
    data = {"language": "nl", "typed": "de wijk", "also": "wijken", "both_ways": "on"}
    response = chief.post(reverse("synoniemen:add"), data)
    assert response.status_code == 200 and "hetzelfde woord" in response.text and 'value="de wijk"' in response.text
    assert not Synonym.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"typed": "!!!", "also": "wijk"}, {"typed": "wijk", "also": ", ;"}, {"typed": "wijk", "also": "buurt, ???"}],
)
def test_synonym_says_something(values):
    with pytest.raises(ValidationError):
        Synonym(language="nl", **values).full_clean()


@pytest.mark.parametrize("parts", ["stad", "lab stad", "stadt lab", "stad lab extra"])
def test_parts_stand_in_the_word(parts):
    with pytest.raises(ValidationError):
        CompoundException(word="stadslab", parts=parts).full_clean()
    CompoundException(word="Stadslab ", parts="stad LAB").full_clean()


def test_list_of_promises_says_where_each_stands(chief, work):
    case = factories.CasePageFactory()
    work()
    RankingExpectation.objects.create(words="goudsbloemen", entry=case)
    RankingExpectation.objects.create(words="qwertyuiop", entry=case)
    html = chief.get(reverse("beloften:index")).text
    assert html.count("belofte gebroken") == 1


def test_check_invariants_tells_and_fails(home, work, tmp_path, capsys):
    case = factories.CasePageFactory()
    work()
    RankingExpectation.objects.create(words="goudsbloemen", entry=case)
    call_command("check_invariants")
    assert "1 of 1 promises kept" in capsys.readouterr().out
    RankingExpectation.objects.create(words="qwertyuiop", entry=case)
    with pytest.raises(SystemExit) as stopped:
        call_command("check_invariants", "--json", str(tmp_path / "kept.json"))
    assert stopped.value.code == 1
    report = json.loads((tmp_path / "kept.json").read_text())
    assert (report["promises"], report["kept"]) == (2, 1)


def test_list_of_synonyms_says_what_it_is_for_and_yes_in_dutch(client, home):
    Synonym.objects.create(language="nl", typed="stadslab", also="proeftuin")
    client.force_login(factories.UserFactory(CHIEF_EDITOR))
    html = client.get("/beheer/synoniemen/").text
    assert "Woorden voor hetzelfde" in html
    assert ">True<" not in html and "True</td>" not in html
