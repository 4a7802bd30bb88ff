"""Every form for readers goes along to the other language with what was typed, without script; nothing is sent by that."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from core.models import EntryPage, ReaderToken
from directory.models import Organisation, Person
from knowledge.models import DemandPage, Submission, SubmissionForm
from knowledge.submissions import links
from knowledge.submissions.links import absolute_link
from tests.knowledge.submissions.forms import DEMAND, STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ROOT = Path(settings.ROOT_DIR)
WITHOUT_WORDS = {"knowledge.matching.views"}  # yes or no: nothing is typed
TYPED = "Wat ik typte <b>"


def list_addresses() -> list[str]:
    """Return the address of each form, in Dutch; each has a counterpart in English."""
    steps = zip(("text", "frame", "provision"), STEPS[DEMAND], strict=True)
    data = {step: {name: [value] for name, value in values.items()} for step, values in steps}
    data["text"]["help"], data["provision"]["provides"] = ["hands"], ["room"]
    form = SubmissionForm.objects.create(kind="demand", language="nl", data=data)
    here = EntryPage.objects.live().filter(locale__language_code="en").values("translation_key")
    page = DemandPage.objects.live().filter(locale__language_code="nl", translation_key__in=here, state="open").first()
    submission = Submission.objects.create(
        kind="demand", language="nl", email="a@wijk.example", page_id=page.pk, confirmed_at=timezone.now()
    )
    own = absolute_link(submission, links.OWN, "change_submission").removeprefix(settings.SITE_URL)
    organisation, person = (
        model.objects.filter(locale__language_code="nl", **only).order_by("pk").first()
        for model, only in ((Organisation, {}), (Person, {"consent": True}))
    )
    return [
        "/contact/", f"{organisation.get_absolute_url()}contact/", f"{person.get_absolute_url()}contact/",
        "/mail/weekoverzicht/", "/mail/stoppen/", "/zoeken/bewaren/?q=wijk", f"/mail/passende-kaarten/{page.translation_key}/",
        DEMAND, "/vraag-en-aanbod/nieuw-aanbod/", f"{DEMAND}{form.pk}/2/", f"{DEMAND}{form.pk}/4/", own,
        f"/vraag-en-aanbod/{page.pk}/reageren/",
    ]  # fmt: skip


def read_form(html: str) -> tuple:
    """Return the form of a page, and the buttons that belong to it in the order of the page."""
    soup = BeautifulSoup(html, "html.parser")
    form = soup.find("form", id="reader-form")
    buttons = [one for one in soup.find_all("button") if one.get("form") == "reader-form" or form in one.parents]
    return form, buttons


def read_values(form) -> dict[str, list[str]]:
    """Return what stands in the fields of a form, without its token."""
    found: dict[str, list[str]] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if name in {"token", "website_url"}:
            continue
        values = found.setdefault(name, [])
        if field.name == "select":
            values += [one["value"] for one in field.find_all("option") if one.has_attr("selected")]
        elif kind == "checkbox":
            values += [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            values.append(field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", ""))
    return found


def fill_in(form) -> dict[str, list[str]]:
    """Return something typed into every field, also what no field takes; the last one of choices."""
    found: dict[str, list[str]] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if name in {"token", "website_url"}:
            continue
        if field.name == "select":
            found[name] = [field.find_all("option")[-1]["value"]]
        elif field.get("type") == "hidden":  # such as what the form showed, which is signed
            found[name] = [field["value"]]
        else:
            found[name] = [field.get("value", "on") if field.get("type") == "checkbox" else f"{TYPED} {name}"]
    return found


def count_kept() -> list[int]:
    """Return how much is kept, used and waiting."""
    return [model.objects.count() for model in (SubmissionForm, Submission, ReaderToken, DBTaskResult)]


def test_every_form_goes_along_and_comes_back():
    for address in list_addresses():
        form, (first, switch, *_rest) = read_form(Client().get(address).text)
        assert not first.get("name") and not first.get("formaction"), address  # Enter in a field sends the form
        assert first.get("aria-hidden") == "true" and first["tabindex"] == "-1"
        assert (switch["name"], switch["lang"], switch.has_attr("formnovalidate")) == ("other_language", "en", True)
        assert switch["formaction"].startswith("/en/"), address
        typed, kept = fill_in(form), count_kept()
        for language, back in (("en", "nl"), ("nl", "en")):
            response = Client().post(switch["formaction"], {**typed, "other_language": "", "token": "x"})
            assert response.status_code == 200, (address, language)
            assert read_form(response.text)[0], (address, language)
            form, (_first, switch, *_rest) = read_form(response.text)
            assert (switch["lang"], read_values(form)) == (back, typed), address
            assert "form__error" not in response.text and 'role="alert"' not in response.text
            assert f'<html lang="{language}"' in response.text
        assert count_kept() == kept and mail.outbox == []


def test_no_form_is_left_out():
    calls = re.compile(r"\bprocess_(?:form|step)\(")
    sources = [*ROOT.glob("knowledge/**/*.py"), *ROOT.glob("search/**/*.py"), *ROOT.glob("site/**/*.py")]
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removeprefix("site.")
        for path in sources
        if calls.search(path.read_text()) and path.name != "protected.py"
    }
    with translation.override("nl"):
        covered = {resolve(address.partition("?")[0]).func.__module__ for address in list_addresses()}
    assert modules - WITHOUT_WORDS == covered


def test_another_site_takes_nothing_along():
    response = Client().post(
        "/en/contact/", {"other_language": "", "message": TYPED}, headers={"origin": "https://x.example"}
    )
    assert response.status_code == 403 and "Wat ik typte" not in response.text


def test_a_form_has_the_language_of_its_words(client, monkeypatch):
    monkeypatch.setattr("core.forms.protected.MIN_AGE", -1)
    form = SubmissionForm.objects.create(kind="demand", language="nl", data={"text": {"title": ["Schone portieken"]}})
    path = f"/en/demand-and-offers/new-question/{form.pk}/1/"
    token = client.get(path).context["token"]
    assert client.post(path, {"token": token, "title": "Clean stairs", "question": "Who sweeps?"}).status_code == 303
    form.refresh_from_db()
    assert form.language == "en" and form.data["text"]["title"] == ["Clean stairs"]
    dutch = f"/vraag-en-aanbod/nieuwe-vraag/{form.pk}/2/"
    token = client.get(dutch).context["token"]
    assert client.post(dutch, {"token": token, "asked_by": "Bewoners", "level": "any"}).status_code == 303
    form.refresh_from_db()
    assert form.language == "en"
