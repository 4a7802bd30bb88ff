"""What tests share."""

import gc
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.template.base import Template
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis
from pytest_django.plugin import blocking_manager_key

from page_cache import front
from search.query_log import recorder
from tests import database_subjects, factories, order
from tests.clients import administrator, chief_editor, researcher, student, visitor  # noqa: F401 -- fixtures
from tests.example import Copies, State, forget_everything
from tests.plain_filters import plain_filters
from tests.quick_libraries import quick_encoders
from tests.remembered_sql import remembered_sql
from tests.shared_home import SharedHome

# Milliseconds for one example, on a machine that does more than this.
hypothesis.register_profile("tests", deadline=5000)
hypothesis.load_profile("tests")
COPIES = pytest.StashKey[Copies]()
OTHER_PROGRAMS = ("browser", "elasticsearch", "postgresql", "heavy")  # markers of tests that wait for one
HOME = pytest.StashKey[SharedHome]()
COMMITTED = pytest.StashKey[bool]()  # the last test left in the database what it wrote


def pytest_addoption(parser):
    """Add the option of a second run on another database."""
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out tests that say the same on each database (tests/database_subjects.py)",
    )


def pytest_ignore_collect(collection_path, config):
    """With --only-database: do not even read the files of which nothing will be kept."""
    if config.getoption("--only-database") and collection_path.suffix == ".py" and not may_be_kept(collection_path):
        return True
    return None


def may_be_kept(path) -> bool:
    """Return whether a file of tests has some that are run on each database."""
    return path in database_subjects.find_tests() or "every_database" in path.read_text(encoding="utf-8")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what a wider fixture lets at the database, and what is tried twice; with --only-database keep what hangs on the database.

    Other programs and other tests share few cores, so a test that waits for one is tried once more, and listed as RERUN.

    When all plugins have chosen and sorted, put the tests in the order that keeps all processes of a run busy.
    """
    for item in items:
        if uses_database(item) and not {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker(pytest.mark.django_db)
        if any(map(item.get_closest_marker, OTHER_PROGRAMS)):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if config.getoption("--only-database"):
        said = database_subjects.find_tests()
        kept = {
            item for item in items
            if item.get_closest_marker("every_database") or (uses_database(item) and item.path in said)
        }  # fmt: skip
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]
    yield
    if worker_input := getattr(config, "workerinput", None):
        items[:] = order.deal(items, worker_input["workercount"], uses_database)


def pytest_collection_finish():
    """Leave what importing made out of garbage collection, and collect what tests made less often: it is a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def uses_database(item) -> bool:
    """Return whether a test is marked for the database or asks for it, itself or by a fixture; no other may touch it."""
    return bool(item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames)


@pytest.fixture(scope="session", autouse=True)
def contexts_of_whole_templates(django_test_environment):
    """`response.context` holds the contexts of pages, not those of what they include: Django copies each, hundreds a page."""
    with pytest.MonkeyPatch.context() as patch:
        tell_and_render = Template._render

        def render(template, context):
            whole = context.template is template
            return tell_and_render(template, context) if whole else template.nodelist.render(context)

        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_queries(django_test_environment):
    """Each query is compiled once, and plain filters are built directly: it was a third of the time."""
    with remembered_sql(), plain_filters():
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_pictures():
    """Pictures are encoded in a tenth of the time."""
    with quick_encoders():
        yield


@pytest.fixture(scope="session", autouse=True)
def replaced_without_being_emptied(django_test_environment):
    """The database of a test that commits is replaced before the next test (`pytest_runtest_setup`); Django need not empty it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
        yield


@pytest.fixture(autouse=True)
def fresh_start(monkeypatch):
    """What one test's database put into the cache is wrong for the next; no thread writes beside a test, for it commits.

    The language is the site's own: a request of the test client leaves its language behind, as it does on a server's thread.
    """
    translation.activate(settings.LANGUAGE_CODE)
    cache.clear()
    front.forget()
    recorder.clear()
    monkeypatch.setattr(recorder, "FLUSH_INTERVAL", float("inf"))


@pytest.fixture(autouse=True)
def one_connection(request):
    """Let the live server's threads use the connection of this test, where the database is in memory.

    The server was given one when it started. Playwright keeps an event loop in the thread of the tests, and Django has another
    connection for that: two would lock tables for each other.
    """
    if "live_server" in request.fixturenames:
        share_connections(request.getfixturevalue("live_server").thread)


def share_connections(server) -> None:
    """Give the connections of this thread to a live server."""
    for alias, own in server.connections_override.items():
        if own is not connections[alias]:
            connections[alias].inc_thread_sharing()
            server.connections_override[alias] = connections[alias]
    server.httpd.connections_override = server.connections_override


@pytest.fixture
def home(db):
    """The site with a home page."""
    return factories.get_home()


@pytest.fixture
def work(db):
    """A function that does all waiting background work."""
    return factories.do_work


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request, tmp_path_factory):
    """Let one process of the run make the database by migrations and the others copy it; return what ends the making."""
    shared, prefix = tmp_path_factory.getbasetemp(), connection.creation._get_test_db_name()
    if worker := getattr(request.config, "workerinput", {}).get("workerid"):
        shared, prefix = shared.parent, prefix.removesuffix(f"_{worker}")
    request.config.stash[COPIES] = Copies(shared / "copies", prefix)
    making = ExitStack()
    making.enter_context(request.config.stash[COPIES].migrate_once())
    return making


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_modify_db_settings, django_db_blocker, request):
    """Make the test database as migrations leave it, and keep a copy."""
    with django_db_blocker.unblock():
        django_db_modify_db_settings.close()
    request.config.stash[HOME] = SharedHome()
    yield
    with django_db_blocker.unblock():
        request.config.stash[HOME].end()


@pytest.fixture(scope="session")
def copies(django_db_setup, request) -> Copies:
    """The copies of this run."""
    return request.config.stash[COPIES]


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for what a file makes once for all its tests, taken back after the last; no test of it may commit."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_everything()


@pytest.fixture(scope="module")
def demo(copies, django_db_blocker):
    """The site with all example content, its work waiting; a test that changes something asks for `db` too."""
    with django_db_blocker.unblock(), copies.lend(State.LOADED):
        yield


@pytest.fixture(scope="module")
def settled_demo(copies, django_db_blocker):
    """The site with all example content, its work done; a test that changes something asks for `db` too."""
    with django_db_blocker.unblock(), copies.lend(State.SETTLED):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """After a test that committed: make again what migrations made. Then make or take back the home page, as the next one asks."""
    with item.config.stash[blocking_manager_key].unblock():
        if item.config.stash.get(COMMITTED, False):
            item.config.stash[COMMITTED] = False
            item.config.stash[COPIES].restore_migrated()
        if home := item.config.stash.get(HOME, None):  # none before the first test that uses the database
            home.prepare(item)


def pytest_runtest_teardown(item):
    """Note whether this test commits what it writes: by a fixture, or by its mark, which asks for one by itself."""
    marks = item.iter_markers("django_db")
    if {"transactional_db", "live_server"} & set(item.fixturenames) or any(
        mark.kwargs.get("transaction") for mark in marks
    ):
        item.config.stash[COMMITTED] = True


def pytest_sessionfinish(session):
    """Drop what all processes shared, in the one that started them."""
    if connection.vendor == "postgresql" and not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            Copies.drop_shared(connection.creation._get_test_db_name())
