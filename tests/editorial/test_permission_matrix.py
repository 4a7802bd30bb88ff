"""Who gets what at every address of the editing screens, compared with `permission_matrix.tsv`, and in which language.

The addresses come from the URL resolver, so that no view is forgotten. After a change that is meant:
`WRITE_MATRIX=1 .venv/bin/python -m pytest tests/editorial/test_permission_matrix.py`, then read the difference.
"""

import os
import re
from collections import defaultdict
from contextlib import nullcontext
from itertools import product
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.urls import resolve
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.embeds.finders import get_finders

from config.middleware import ErrorPagesMiddleware
from directory.localisation import get_locale
from editorial.groups import RESEARCHER, ROLES, STUDENT
from tests import factories
from tests.editorial.admin_addresses import list_addresses
from tests.editorial.admin_world import World
from tests.editorial.dutch_screens import SKIPPED, find_english
from tests.editorial.light_requests import menu_drawn_once, undressed, without_rendering

EXPECTED = Path(__file__).with_name("permission_matrix.tsv")
COLUMNS = ["anonymous", *ROLES, "administrator"]
NAMES = {
    "Student": "student", "Onderzoeker": "researcher", "Eindredacteur": "chief_editor", "Vertaler": "translator",
    "Partner": "partner",
}  # fmt: skip
# Wagtail's page to try an error with; everything else that failed is mended by config.middleware.
UPSTREAM_500 = {"GET wagtailadmin_error_test", "POST wagtailadmin_error_test"}
FORM = "application/x-www-form-urlencoded"
_WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"")

pytestmark = pytest.mark.django_db


def ask(world, answers, role: str, method: str, address: str) -> tuple[str, HttpResponse]:
    """Return what `role` gets: a status, `login` or `home` (Wagtail's way of saying no), with `+` where it wrote something.

    And the response itself.
    """
    client, written = world.clients[role], []
    cookies = client.cookies.copy()

    def note(execute, sql, params, many, context):
        table = _WRITES.match(sql)
        if table and table[2] not in {"django_session"}:
            written.append(table[2])
        return execute(sql, params, many, context)

    # Templates are drawn for one role: what an address answers does not hang on them.
    rendering = nullcontext() if role == "administrator" else without_rendering()
    with answers.request(), connection.execute_wrapper(note), rendering:
        response = client.get(address) if method == "GET" else client.post(address, "", content_type=FORM)
    client.cookies = cookies
    if written or method == "POST":  # what was taken back, and the throttle of the login
        cache.clear()
    target = response.get("Location", "")
    answer = str(response.status_code)
    if response.status_code == 302:
        answer = "login" if target.startswith("/beheer/login/") else "home" if target == "/beheer/" else "302"
    return answer + ("+" if written else ""), response


def find_matrix(world, answers) -> tuple[dict[str, list[str]], dict[str, HttpResponse]]:
    """Return {method, name and route: what each role gets} and {address: what an administrator sees there}."""
    rows, screens = defaultdict(lambda: dict.fromkeys(COLUMNS, "-")), {}
    for suffix, page, roles in (("", world.page, COLUMNS), (" (own draft)", world.own, [STUDENT, RESEARCHER])):
        addresses = list_addresses(world.samples(page), world.records)
        for role in roles:
            if suffix:
                world.own.__class__.objects.filter(pk=world.own.pk).update(owner=world.users[role])
            for (key, address), method in product(addresses.items(), ("GET", "POST")):
                if suffix and "page_id" not in key and "page_to_move_id" not in key:
                    continue
                rows[f"{method} {key}{suffix}"][role], response = ask(world, answers, role, method, address)
                if role == "administrator" and method == "GET" and not SKIPPED.search(address):
                    screens[address] = without_context(response)
    return {key: list(found.values()) for key, found in rows.items()}, screens


def without_context(response) -> HttpResponse:
    """Return what of a response is read later; the contexts of hundreds of screens hold much memory."""
    return HttpResponse(b"".join(response), response.get("Content-Type"), response.status_code)


@pytest.mark.slow_first
def test_everybody_gets_what_the_matrix_says_and_every_screen_is_dutch(home, remembered_users, answers):
    world = World()
    world.clients["administrator"].get("/beheer/")  # has all middleware, as templates are drawn for this role
    with undressed(), menu_drawn_once():
        found, screens = find_matrix(world, answers)
    lines = [
        "\t".join(["address", *(NAMES.get(role, role) for role in COLUMNS)]),
        *("\t".join([key, *answers]) for key, answers in sorted(found.items())),
    ]
    if os.environ.get("WRITE_MATRIX"):
        EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    errors = [line for line in lines if re.search(r"\t5\d\d", line) and " ".join(line.split()[:2]) not in UPSTREAM_500]
    assert errors == []
    assert [line for line in lines if re.search(r"\t(login|403|404|405)\+", line)] == []
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert sorted(set(lines) - set(expected)) == sorted(set(expected) - set(lines)) == []
    assert len(screens) > 150
    assert find_english(screens) == {}


def test_form_that_came_in_cut_off_says_so_and_saves_nothing(chief_editor):
    page = factories.CasePageFactory()
    response = chief_editor.post(f"/beheer/pages/{page.pk}/edit/", {"title": "Half"})
    assert response.status_code == 400
    assert "Dit formulier kwam onvolledig binnen" in response.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title != "Half"


def test_error_of_our_own_is_not_taken_for_a_broken_form(rf):
    guard = ErrorPagesMiddleware(None)
    request = rf.post("/beheer/nieuw/case/")
    request.resolver_match = resolve(request.path)
    assert guard.process_exception(request, KeyError("ours")) is None
    assert guard.process_exception(rf.get("/zoeken/"), MultiValueDictKeyError("q")) is None


def test_no_editor_makes_the_site_call_another(student):
    response = student.post(
        "/beheer/embeds/chooser/upload/", {"embed-chooser-url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}
    )
    assert response.status_code == 200
    assert "step" in response.json() and response.json()["step"] != "embed_chosen"
    assert get_finders() == []


def test_translation_of_a_students_entry_is_not_the_students_to_change(student):
    page = factories.CasePageFactory(owner=student.user)
    english = page.copy_for_translation(get_locale("en"), copy_parents=True)
    assert page.permissions_for_user(student.user).can_edit()
    assert not english.permissions_for_user(student.user).can_edit()
