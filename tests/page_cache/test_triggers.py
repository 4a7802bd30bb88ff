"""Every way to change what readers see raises the generation in its own transaction; what they do not see does not."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from accounts.models import Attempt, User
from core.models import EntryPage, ReaderToken
from directory.models import Theme
from page_cache import tracked, triggers
from page_cache.models import Change
from page_cache.state import read_generation
from search.models import LoggedQuery, SearchPassage
from talkshows.models import Consent
from tests import factories
from tests.publishing import publish


@pytest.fixture(scope="module", autouse=True)
def page(module_db):
    """A published page, with a theme; the work of its publication is done."""
    theme = factories.ThemeFactory(name="Wonen")
    factories.get_home()
    page = factories.CasePageFactory(themes=[theme])
    factories.do_work()
    return page


@pytest.fixture
def case(page):
    """The page, as it is in the database."""
    return EntryPage.objects.get(pk=page.pk).specific


def run(sql: str) -> None:
    """Run SQL as a script would."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


SEEN = {
    "publication": publish,
    "withdrawal": lambda case: case.unpublish(),
    "deletion": lambda case: case.delete(),
    "rename": lambda case: Page.objects.filter(pk=case.pk).update(slug="anders"),
    "expiry": lambda case: Page.objects.filter(pk=case.pk).update(expire_at=timezone.now()),
    "restriction": lambda case: PageViewRestriction.objects.create(page=case, restriction_type="login"),
    "bulk update": lambda case: Theme.objects.all().update(name="Anders"),
    "bulk creation": lambda case: Theme.objects.bulk_create([factories.ThemeFactory.make(name="Nieuw")])
    if hasattr(factories.ThemeFactory, "make") else Theme.objects.create(name="Nieuw", slug="nieuw", locale=case.locale),
    "theme of a page": lambda case: EntryPage.themes.through.objects.all().delete(),
    "raw SQL": lambda case: run("UPDATE wagtailcore_site SET site_name = 'Anders'"),
    "menu": lambda case: Page.objects.filter(pk=case.pk).update(show_in_menus=True),
    "site": lambda case: Site.objects.update(hostname="elders.example"),
    "consent": lambda case: Consent.objects.create(entry_key=case.translation_key, name="Fatima", agreed="Ja"),
    "passage": lambda case: SearchPassage.objects.all().delete(),
    "name of a user": lambda case: User.objects.create_user("iemand"),
}  # fmt: skip
UNSEEN = {
    "draft": lambda case: case.save_revision(),
    "lock": lambda case: Page.objects.filter(pk=case.pk).update(locked=True, locked_at=timezone.now()),
    "the same again": lambda case: Page.objects.filter(pk=case.pk).update(slug=case.slug),
    "session": lambda case: Session.objects.create(session_key="a", session_data="", expire_date=timezone.now()),
    "sign-in": lambda case: User.objects.update(last_login=timezone.now()),
    "query log": lambda case: LoggedQuery.objects.create(language="nl", text="wijk", number=1, found=1),
    "token": lambda case: ReaderToken.objects.create(digest="a" * 64),
    "attempt": lambda case: Attempt.objects.all().delete(),
    "new size of a picture": lambda case: factories.SiteImageFactory().get_rendition("width-20"),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_readers_see_raises(db, case, name):
    before = read_generation()
    SEEN[name](case)
    assert read_generation() > before


@pytest.mark.parametrize("name", [name for name in UNSEEN if name != "new size of a picture"])
def test_what_readers_do_not_see_does_not(db, case, name):
    User.objects.create_user("iemand")
    before = read_generation()
    UNSEEN[name](case)
    assert read_generation() == before


def test_new_size_of_a_picture_does_not(db):
    image = factories.SiteImageFactory()
    before = read_generation()
    image.get_rendition("width-20")
    assert read_generation() == before


def test_what_is_taken_back_does_not_raise(db):
    before = read_generation()
    with transaction.atomic():
        Theme.objects.update(name="Anders")
        transaction.set_rollback(True)
    assert read_generation() == before
    with transaction.atomic():
        Theme.objects.update(name="Weer anders")
        with transaction.atomic():
            Theme.objects.update(name="Nog anders")
            transaction.set_rollback(True)
    assert read_generation() > before


def test_date_of_a_draft_counts_where_it_is_shown(db, case):
    Page.objects.filter(pk=case.pk).update(last_published_at=None)
    before = read_generation()
    Page.objects.filter(pk=case.pk).update(latest_revision_created_at=timezone.now())
    assert read_generation() > before


def test_missing_triggers_are_noticed_and_written(db):
    assert triggers.is_complete()
    name, table = next(iter(triggers.DIALECTS[connection.vendor].find(connection.cursor(), triggers.PREFIX)))
    run(triggers.DIALECTS[connection.vendor].drop(name, table))
    assert not triggers.is_complete()
    triggers.install()
    assert triggers.is_complete()


def test_closed_while_migrations_run(db):
    triggers.close_for_migrations(plan=["something"])
    assert read_generation() is None and not triggers.is_complete()
    triggers.install_after_migrations()
    assert read_generation() is not None and triggers.is_complete()
    triggers.close_for_migrations(plan=[])
    assert read_generation() is not None


def test_raised_by_hand(db):
    before = read_generation()
    triggers.raise_generation()
    assert read_generation() == before + 1
    Change.objects.all().delete()
    assert read_generation() is None
    triggers.raise_generation()
    assert read_generation() is not None


def test_every_name_of_a_table_stands_for_one():
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)] + ["django_migrations"]
    assert not [prefix for prefix in tracked.UNSEEN if not any(table.startswith(prefix) for table in tables)]
    assert set(tracked.TRACKINGS) <= set(tables)
    columns = {table: set(columns) for table, columns, _tracking in tracked.find_tracked_tables()}
    for table, tracking in tracked.TRACKINGS.items():
        assert tracking.unseen <= columns[table]
