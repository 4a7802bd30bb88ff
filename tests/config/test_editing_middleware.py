"""The middleware of the editing screens works as in MIDDLEWARE itself, and nobody passes by it who may act."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path, reverse

from accounts.acting import get_act
from editorial.groups import RESEARCHER
from tests import factories
from tests.clients import sign_in

PLACE = "config.middleware.EditingMiddleware"
LAYERS = [f"{__name__}.Outer", f"{__name__}.Inner"]
EVENTS: list[str] = []
ACTORS: list = []


class Outer:
    """A layer that notes what it sees, and does what `x` of the query says."""

    name = "outer"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.note(request, "request")
        response = self.get_response(request)
        self.note(request, f"response {response.status_code}")
        return response

    def process_view(self, request, view, args, kwargs):
        return self.note(request, "view")

    def process_exception(self, request, exception):
        return self.note(request, "exception")

    def note(self, request, what: str):
        event = f"{self.name} {what}"
        EVENTS.append(event)
        if request.GET.get("x") == f"raise {event}":
            raise PermissionDenied
        return HttpResponse(self.name) if request.GET.get("x") == f"answer {event}" else None


class Inner(Outer):
    """One within it, which sees templates too."""

    name = "inner"

    def process_template_response(self, request, response):
        self.note(request, "template")
        response.context_data["by"] = self.name
        return response


def view(request):
    """Answer as a page does, or fail."""
    EVENTS.append("page")
    if request.GET.get("x", "").endswith("exception"):
        raise PermissionDenied
    return TemplateResponse(request, engines["django"].from_string("{{ by }}"), {})


def note_who_acts(get_response):
    """Middleware behind all others: who acts, when the site has answered."""

    def middleware(request):
        response = get_response(request)
        ACTORS.append(act.user if (act := get_act()) else None)
        return response

    return middleware


urlpatterns = [path("beheer/", view), path("lezen/", view), path("beheerd/", view)]
handler403 = "tests.config.test_editing_middleware.refuse"


def refuse(request, exception):
    """Answer 403."""
    return HttpResponse("refused", status=403)


def ask(client, address="/beheer/", method="GET", **options) -> tuple:
    """Return status and body of an answer, and what the layers saw."""
    EVENTS.clear()
    response = client.generic(method, address, **options)
    return response.status_code, response.content, list(EVENTS)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("what", "status", "body"),
    [
        ("", 200, b"inner"), ("exception", 403, b"refused"), ("raise outer request", 403, b"refused"),
        ("raise inner request", 403, b"refused"), ("raise outer view", 403, b"refused"), ("raise inner view", 403, b"refused"),
        ("raise inner template", 403, b"refused"), ("answer outer view", 200, b"outer"), ("answer inner view", 200, b"inner"),
        ("answer outer exception", 200, b"outer"), ("answer inner exception", 200, b"inner"), ("raise inner exception", 403, b"refused"),
    ],
)  # fmt: skip
def test_layers_work_as_in_the_list_itself(settings, what, status, body):
    settings.MIDDLEWARE, settings.EDITING_MIDDLEWARE = LAYERS, []
    itself = ask(Client(raise_request_exception=False), f"/beheer/?x={what}")
    settings.MIDDLEWARE, settings.EDITING_MIDDLEWARE = [PLACE], LAYERS
    assert ask(Client(raise_request_exception=False), f"/beheer/?x={what}") == itself
    assert itself[:2] == (status, body) and "outer request" in itself[2]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("method", "address", "headers", "passes_by"),
    [
        ("GET", "/lezen/", {}, True), ("HEAD", "/lezen/", {}, True), ("GET", "/lezen/?x=1", {}, True), ("GET", "/beheerd/", {}, True),
        ("GET", "/lezen/", {"Cookie": "messages=a; django_language=nl"}, True), ("GET", "/lezen/", {"Cookie": "SESSION=a"}, False),
        ("GET", "/lezen/", {"Cookie": "b=c; SESSION="}, False), ("HEAD", "/lezen/", {"Cookie": "SESSION=a"}, False),
        ("GET", "/lezen/", {"Authorization": "Token a"}, False), ("POST", "/lezen/", {}, False), ("PUT", "/lezen/", {}, False),
        ("DELETE", "/lezen/", {}, False), ("PATCH", "/lezen/", {}, False), ("OPTIONS", "/lezen/", {}, False),
        ("GET", "/beheer/", {}, False), ("HEAD", "/beheer/", {}, False), ("POST", "/beheer/", {}, False),
    ],
)  # fmt: skip
def test_who_passes_by(settings, method, address, headers, passes_by):
    settings.MIDDLEWARE, settings.EDITING_MIDDLEWARE = [PLACE], LAYERS
    headers = {name: value.replace("SESSION", settings.SESSION_COOKIE_NAME) for name, value in headers.items()}
    status, body, events = ask(Client(), address, method, headers=headers)
    assert status == 200
    if passes_by:
        assert events == ["page"] and body == b""
    else:
        assert events == ["outer request", "inner request", "outer view", "inner view", "page", "inner template", "inner response 200", "outer response 200"]  # fmt: skip


@pytest.fixture
def actors(home, settings):
    """Who acted, at the end of each request."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.note_who_acts"]
    ACTORS.clear()
    return ACTORS


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("is_kept", [True, False])
def test_who_is_signed_in_acts_at_every_address(actors, settings, method, is_kept):
    settings.PAGE_CACHE = is_kept
    case, user = factories.CasePageFactory(), factories.UserFactory(RESEARCHER)
    addresses = [
        case.url, "/", "/en/", "/zoeken/?q=stad", "/contact/", "/nergens/", "/sitemap.xml", "/-/alive", "/documents/1/a.pdf",
        "/media/captions/1/nl.vtt", "/beheer/", "/beheer/login/", reverse("wagtailadmin_pages:edit", args=[case.pk]),
    ]  # fmt: skip
    reader, editor = Client(), sign_in(user)
    for address in addresses:
        for client, actor in ((reader, None), (editor, user), (reader, None)):
            client.generic(method, address)  # readers get a ready page from before
            assert set(actors) == {actor} if actor else set(actors) <= {None}, address
            actors.clear()
    assert get_act() is None


def test_who_signs_in_acts(actors):
    user = factories.UserFactory(RESEARCHER)
    Client().post("/beheer/login/", {"login": user.username, "password": "wachtwoord-voor-tests"})
    assert actors == [user]
