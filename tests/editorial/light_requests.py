"""Requests to the editing screens that cost less, for walks that ask thousands: nothing is drawn, and all is taken back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from django.template.base import Template
from django.urls import base as urls_base
from django.urls import get_resolver
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, trans_real
from wagtail.admin.menu import admin_menu
from wagtail.admin.telepath import JSContext
from wagtail.admin.templatetags import wagtailadmin_tags

# They dress every response, whoever asks and whatever the answer; the redirects of readers' addresses are none of the editing screens'.
DRESSING = {
    "config.middleware.response_headers",
    "config.middleware.SiteCSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.TextCompressionMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
}
PER_TASK = [
    (connections, "_connections"), (caches, "_connections"), (trans_real, "_active"), (timezone, "_active"),
    (urls_base, "_prefixes"), (urls_base, "_urlconfs"),
]  # fmt: skip
_READS, _MARKS = ("SELECT", "(SELECT"), ("SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def without_rendering():
    """Leave out the drawing of templates, which takes most of the time of a request."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda template, context: SafeString(""))
        yield


@contextmanager
def undressed() -> Iterator[None]:
    """Leave out the middleware that only dresses responses; clients that asked something before keep theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", [name for name in settings.MIDDLEWARE if name not in DRESSING])
        yield


@contextmanager
def menu_drawn_once() -> Iterator[None]:
    """Draw the menu beside the editing screens once per user: it is the same on each."""
    menus: dict[int, list] = {}
    packed: dict[int, list] = {}
    make_menu = admin_menu.render_component

    def render_component(request):
        if request.user.pk not in menus:
            menus[request.user.pk] = make_menu(request)
        return menus[request.user.pk]

    class MenuContext(JSContext):
        def pack(self, modules):
            user = modules[-1].user.pk
            if user not in packed:
                packed[user] = super().pack(modules)
            return packed[user]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admin_menu, "render_component", render_component)
        patch.setattr(wagtailadmin_tags, "JSContext", MenuContext)
        yield


@contextmanager
def known_routes() -> Iterator[None]:
    """Find the view of an address once per language: every role asks the same ones."""
    resolver = get_resolver()
    find, known = resolver.resolve, {}

    def resolve(path):
        key = path, get_language()
        if key not in known:
            known[key] = find(path)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolver, "resolve", resolve, raising=False)
        yield


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep what Django knows per thread or task (connection, language, zone) in plain thread locals, which are read sooner."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in PER_TASK:
            plain = threading.local()
            for key in ("default", "value"):
                if (value := getattr(getattr(owner, name), key, None)) is not None:
                    setattr(plain, key, value)
            patch.setattr(owner, name, plain)
        yield


class Answers:
    """What the database answered to requests that began with the same site: {(SQL, parameters): rows}.

    They hold for a request until it writes, and no longer than the site is left as it is between two of them.
    """

    def __init__(self):
        self.rows: dict[tuple, list] = {}
        self.is_request = self.hold = self.is_begun = False
        self.savepoint: str | None = None

    @contextmanager
    def request(self) -> Iterator[None]:
        """One request, within a transaction of the test; all that it writes is taken back behind this."""
        waiting = list(connection.run_on_commit)
        self.is_request, self.hold, self.is_begun, self.savepoint = True, True, False, None
        try:
            yield
        finally:
            self.is_request = self.hold = False
            if self.savepoint:
                connection.savepoint_rollback(self.savepoint)
                connection.savepoint_commit(self.savepoint)
            connection.needs_rollback, connection.run_on_commit = False, waiting

    def note(self, sql: str) -> None:
        """Note a statement that is no question; before the first of a request, what is taken back begins."""
        if self.is_request and not self.is_begun:
            self.is_begun = True  # the savepoint is a statement too
            self.savepoint = connection.savepoint()
        if sql.startswith(_MARKS):
            return
        self.hold = False
        if not self.is_request:
            self.rows.clear()


class RememberingCursor(CursorWrapper):
    """Asks the database what is not known yet."""

    def __init__(self, cursor, db, answers: Answers):
        super().__init__(cursor, db)
        self.answers, self.known = answers, None

    def execute(self, sql, params=None):
        """Run a statement, or begin to give the rows that are known."""
        self.known = None
        if not sql.startswith(_READS):
            self.answers.note(sql)
        elif self.answers.hold:
            key = sql, tuple(params or ())
            try:
                rows = self.answers.rows.get(key)
            except TypeError:  # a parameter that cannot be a key
                return super().execute(sql, params)
            if rows is None:
                super().execute(sql, params)
                rows = self.answers.rows[key] = self.cursor.fetchall()
            self.known = iter(rows)
            return self
        return super().execute(sql, params)

    def executemany(self, sql, param_list):
        """Run a statement several times."""
        self.known = None
        self.answers.note(sql)
        return super().executemany(sql, param_list)

    def fetchone(self):
        """Return the next row, or None."""
        return self.cursor.fetchone() if self.known is None else next(self.known, None)

    def fetchmany(self, size: int = 1) -> list:
        """Return the next rows."""
        return self.cursor.fetchmany(size) if self.known is None else list(islice(self.known, size))

    def fetchall(self) -> list:
        """Return all rows that are left."""
        return self.cursor.fetchall() if self.known is None else list(self.known)

    def __iter__(self):
        return super().__iter__() if self.known is None else self.known


@contextmanager
def remembered_answers() -> Iterator[Answers]:
    """Let requests within `Answers.request` ask the database each question once."""
    answers = Answers()
    with known_routes(), one_thread(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "make_cursor", lambda cursor: RememberingCursor(cursor, connection, answers))
        yield answers
