"""The main job: published entries are found by their words, others are not."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from search.models import SearchPassage
from tests.factories import CasePageFactory, IndexPageFactory, make_text

pytestmark = pytest.mark.django_db


def find(client, word, path="/zoeken/"):
    """Return the search page's response."""
    return client.get(path, {"q": word})


def test_published_case_is_found_at_its_paragraph(home, work, client):
    case = CasePageFactory()
    work()
    html = find(client, "goudsbloemen").content.decode()
    assert f'data-entry="{case.pk}"' in html
    assert f'href="{case.url}#aanpak-van-de-straat-2"' in html
    assert '<p id="aanpak-van-de-straat-2"' in client.get(case.url).content.decode()
    assert "<mark>goudsbloemen</mark>" in html


def test_unpublished_case_is_gone_at_once(home, work, client):
    case = CasePageFactory()
    work()
    case.unpublish()
    assert find(client, "goudsbloemen").context["count"] == 0
    work()
    assert not SearchPassage.objects.exists()


def test_private_case_is_gone_at_once(home, work, client):
    case = CasePageFactory()
    work()
    restriction = PageViewRestriction.objects.create(page=case, restriction_type="groups")
    restriction.groups.set(Group.objects.all()[:1])
    assert find(client, "goudsbloemen").context["count"] == 0
    work()
    assert not SearchPassage.objects.exists()
    restriction.delete()
    work()
    assert find(client, "goudsbloemen").context["count"] == 1


def test_moved_case_is_found_at_its_new_address(home, work, client):
    case = CasePageFactory()
    target = IndexPageFactory(title="Elders", slug="elders")
    work()
    case.move(target, pos="last-child")
    work()
    assert 'href="/elders/' in find(client, "goudsbloemen").content.decode()


def test_deleted_case_leaves_nothing(home, work, client):
    case = CasePageFactory()
    work()
    case.delete()
    work()
    assert find(client, "goudsbloemen").context["count"] == 0
    assert not SearchPassage.objects.exists()


def test_draft_changes_are_not_found(home, work, client):
    case = CasePageFactory()
    work()
    case.body = make_text("Een kanariepiet.")
    case.save_revision()
    work()
    assert find(client, "kanariepiet").context["count"] == 0


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        '11"schijf',
        "AND OR NOT",
        "NEAR(",
        "*",
        "a*",
        "\x00",
        "\ud800",
        "%",
        "\\",
        "x" * 7000,
        "zoek:iets",
        "(((",
        "-",
        "é",
        "😀",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
    ],
)
def test_any_text_gets_an_answer(home, client, text):
    CasePageFactory()
    response = find(client, text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
