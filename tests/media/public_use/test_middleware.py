"""What editors read about a file in use: why not, where it is used, one way on; and who sees a change at once."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.users.models import UserProfile

from media.models import SiteImage
from tests import factories
from tests.media.public_use import world
from tests.media.public_use.world import SCRIPT, find_bulk_url, make_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(home, student):
    """A student's picture on a public page."""
    image = factories.SiteImageFactory(title="Plein", uploaded_by_user=student.user)
    factories.CasePageFactory(title="Wie zaait", hero_image=image)
    return image


def read(response) -> str:
    """Return the words of a page."""
    page = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", (page.find("main") or page).get_text(" "))


@pytest.mark.parametrize("name", ["wagtailimages:edit", "wagtailimages:delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_refusal_says_why_and_where_and_offers_one_button(student, image, name, method):
    response = getattr(student, method)(reverse(name, args=[image.pk]), world.texts("image", alt="Mijn <b>woorden</b>"))
    assert response.status_code == 403
    section = BeautifulSoup(response.content, "html.parser").find(attrs={"data-in-use": str(image.pk)})
    case = image.get_usage()[0][0].specific
    assert [link["href"] for link in section.select("li a")] == [case.url]
    assert [form["action"] for form in section.find_all("form")] == [reverse("copy_file", args=["image", image.pk])]
    assert len(section.find_all("button")) == 1
    words = read(response)
    assert "Wie zaait" in words
    assert ("niet verwijderd" if name.endswith("delete") else "niet gewijzigd") in words
    typed = section.find("input", attrs={"name": "alt"})
    kept = method == "post" and name == "wagtailimages:edit"
    assert (typed["value"] if typed else None) == ("Mijn <b>woorden</b>" if kept else None)


@pytest.mark.parametrize("kind", ["document", "recording"])
def test_documents_and_recordings_have_the_same_refusal(student, kind):
    file = make_file(kind, title="Verslag", uploaded_by_user=student.user)
    world.make_users({"image": [], "document": [], "recording": [], kind: [file]}, publish=True)
    for action in ("edit", "delete"):
        response = student.get(reverse(f"{world.views(kind)[0]}:{action}", args=[file.pk]))
        assert response.status_code == 403
        assert f"/bestanden/kopie/{kind}/{file.pk}/" in response.content.decode()


def test_script_gets_the_reason_as_json(student, image):
    response = student.post(reverse("wagtailimages:delete_multiple", args=[image.pk]), headers=SCRIPT)
    assert response.status_code == 403
    assert response.json() == {"success": False, "detail": "“Plein” is in gebruik: “Wie zaait”."}


def test_file_of_somebody_else_is_refused_without_a_copy(student, home):
    other = factories.SiteImageFactory()
    factories.CasePageFactory(hero_image=other)
    response = student.get(reverse("wagtailimages:edit", args=[other.pk]))
    assert (response.status_code, "bestanden/kopie" in response.text) == (403, False)


@pytest.mark.parametrize("name", ["wagtailimages:edit", "wagtaildocs:edit", "wagtailmedia:edit"])
def test_visitor_and_missing_file_are_answered_by_wagtail(client, student, image, name):
    assert client.get(reverse(name, args=[image.pk])).status_code == 302
    assert student.get(reverse(name, args=[2**40])).status_code == 404


def test_who_may_publish_reads_who_sees_a_change_and_what_loses_the_file(chief_editor, image):
    case = image.get_usage()[0][0].specific
    for name, says in [
        ("wagtailimages:edit", "zien lezers meteen op"),
        ("wagtailimages:delete", "raken deze pagina’s het meteen kwijt"),
    ]:
        page = BeautifulSoup(chief_editor.get(reverse(name, args=[image.pk])).content, "html.parser")
        message = page.find(class_="messages")
        assert says in message.get_text()
        assert [link["href"] for link in message.find_all("a")] == [case.url]
    unused = factories.SiteImageFactory()
    page = BeautifulSoup(chief_editor.get(reverse("wagtailimages:delete", args=[unused.pk])).content, "html.parser")
    assert "in gebruik" not in page.get_text()


def test_bulk_action_on_files_in_use_alone_is_refused_with_the_reason(student, image):
    response = student.post(find_bulk_url("image", "delete", [image]))
    assert response.status_code == 403
    assert "Wie zaait" in read(response)
    assert SiteImage.objects.filter(pk=image.pk).exists()


def test_bulk_action_says_before_and_after_what_it_leaves_out(student, image):
    free = factories.SiteImageFactory(uploaded_by_user=student.user)
    reason = "“Plein” is in gebruik: “Wie zaait”. Het blijft zoals het is."
    url = find_bulk_url("image", "delete", [image, free])
    assert reason in read(student.get(url))
    response = student.post(url)
    assert response.status_code == 302
    assert reason in [str(message).strip() for message in get_messages(response.wsgi_request)]
    assert set(SiteImage.objects.values_list("pk", flat=True)) == {image.pk}


def test_refusal_speaks_the_language_of_the_editor(student, image):
    profile = UserProfile.get_for_user(student.user)
    profile.preferred_language = "en"
    profile.save()
    assert "was not changed" in read(student.get(reverse("wagtailimages:edit", args=[image.pk])))
    refused = student.get(reverse("wagtailimages:edit", args=[make_file("image", uploaded_by_user=None).pk]))
    html = read(refused)
    assert "This was not carried out" in html and "niet uitgevoerd" not in html


@pytest.mark.parametrize("kind", world.MODELS)
def test_unused_file_of_another_is_refused_with_the_reason(researcher, student, kind):
    file = make_file(kind, title="Verslag", uploaded_by_user=None)
    space = world.views(kind)[0]
    refused = researcher.post(reverse(f"{space}:delete", args=[file.pk]))
    assert (refused.status_code, "“Verslag” is niet verwijderd: iemand anders" in read(refused)) == (403, True)
    refused = student.post(reverse(f"{space}:edit", args=[file.pk]), world.texts(kind))
    assert (refused.status_code, "“Verslag” is niet gewijzigd: iemand anders" in read(refused)) == (403, True)
    if kind != "recording":
        refused = researcher.post(find_bulk_url(kind, "delete", [file]))
        assert (refused.status_code, "“Verslag” is niet verwijderd: iemand anders" in read(refused)) == (403, True)
