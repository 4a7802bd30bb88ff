"""After a change only those queries run again that read a table which changed, or one whose changes do not count."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import Page

from directory.models import Theme
from page_cache import reads, triggers
from page_cache.facts import Changed, Facts, find_tables, is_untouched, read_parts
from page_cache.reads import Query
from page_cache.state import read_generation
from page_cache.ticket import Ticket
from page_cache.tracked import find_tracked_tables, is_whole
from tests import factories
from tests.query_counts import CaptureQueriesContext

THEMES = Query("SELECT id, name FROM directory_theme", ())
SITES = Query("SELECT id FROM wagtailcore_site", ())
VERSIONS = Query("SELECT COUNT(*) FROM wagtailcore_revision", ())
SIZES = Query("SELECT COUNT(*) FROM media_siterendition", ())
END = 9e9


@pytest.fixture
def facts(home):
    """What the queries gave in the present state."""
    facts = Facts()
    assert ask(facts, THEMES, SITES, VERSIONS, SIZES)
    return facts


def ask(facts, *queries) -> list[bytes] | None:
    """Return what queries give now."""
    return facts.find(queries, Ticket(read_generation(), END))


def find_asked(facts, *queries) -> list[str]:
    """Return which of these queries were asked."""
    with CaptureQueriesContext(connection) as captured:
        ask(facts, *queries)
    asked = [query["sql"] for query in captured]
    return [query.sql for query in queries if query.sql in asked]


def test_query_of_another_table_does_not_run_again(facts):
    before = ask(facts, THEMES, SITES)
    factories.ThemeFactory()
    assert find_asked(facts, THEMES, SITES) == [THEMES.sql]
    after = ask(facts, THEMES, SITES)
    assert after[0] != before[0] and after[1] == before[1]


def test_each_change_of_several_is_seen_though_nobody_asked_between(facts):
    Theme.objects.create(name="Een", slug="een", locale=factories.get_home().locale)
    Page.objects.update(seo_title="Anders")
    assert find_asked(facts, THEMES, SITES) == [THEMES.sql]
    before = ask(facts, THEMES)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_theme SET name = 'Twee'")
    assert ask(facts, THEMES) != before


TITLES = Query("SELECT id, title FROM wagtailcore_page", ())
DATES = Query("SELECT id, last_published_at FROM wagtailcore_page", ())
ROWS = Query("SELECT * FROM wagtailcore_page", ())
NUMBERS = Query("SELECT COUNT(*) FROM wagtailcore_page", ())
BODIES = Query("SELECT page_ptr_id, body FROM core_entrypage", ())
LEADS = Query("SELECT page_ptr_id, lead FROM core_entrypage", ())
OF_PAGES = TITLES, DATES, ROWS, NUMBERS, BODIES, LEADS


def test_change_of_a_column_that_few_queries_read_touches_those_alone(facts):
    page = factories.CasePageFactory(title="Bloembakken")
    ask(facts, *OF_PAGES)
    page.save_revision().publish()  # the same again, at another moment
    assert find_asked(facts, *OF_PAGES) == [DATES.sql, ROWS.sql]
    page.refresh_from_db()
    page.body = [("paragraph", "<p>Meer aarde.</p>")]
    page.save()
    assert find_asked(facts, *OF_PAGES) == [BODIES.sql]
    page.lead, page.title = "Ander lood", "Andere titel"
    page.save_revision().publish()  # together with a column that everybody reads
    assert find_asked(facts, *OF_PAGES) == [query.sql for query in OF_PAGES]


def test_row_that_is_new_or_gone_touches_every_query_of_its_table(facts):
    ask(facts, *OF_PAGES)
    page = factories.CasePageFactory(title="Bloembakken")
    assert find_asked(facts, *OF_PAGES) == [query.sql for query in OF_PAGES]
    page.delete()
    assert find_asked(facts, *OF_PAGES) == [query.sql for query in OF_PAGES]


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_one_transaction_count_as_what_they_are():
    page, facts = factories.CasePageFactory(title="Bloembakken"), Facts()
    ask(facts, *OF_PAGES)
    now = timezone.now()
    with transaction.atomic():
        Page.objects.filter(pk=page.pk).update(last_published_at=now)
        Page.objects.filter(pk=page.pk).update(seo_title="Anders")
    assert find_asked(facts, *OF_PAGES) == [TITLES.sql, DATES.sql, ROWS.sql, NUMBERS.sql]


def test_tables_whose_changes_do_not_all_count_are_always_asked(facts):
    factories.ThemeFactory()
    assert find_asked(facts, VERSIONS, SIZES) == [VERSIONS.sql, SIZES.sql]
    assert find_tables("SELECT 1") is None and find_tables('SELECT * FROM "unknown"') is None
    assert find_tables("SELECT 1 FROM directory_theme, wagtailcore_revision") is None


def test_change_that_no_table_shows_and_another_end_touch_all(facts):
    triggers.raise_generation()
    assert find_asked(facts, THEMES, SITES) == [THEMES.sql, SITES.sql]
    assert not is_untouched(SITES.sql, {Changed("")}) and is_untouched(SITES.sql, {Changed("directory_theme")})
    with CaptureQueriesContext(connection) as captured:
        facts.find([SITES], Ticket(read_generation(), END - 1))
    assert SITES.sql in [query["sql"] for query in captured]


def test_state_that_is_over_gives_nothing(facts):
    number = read_generation()
    factories.ThemeFactory()
    assert facts.find([THEMES], Ticket(number, END)) is None
    assert Facts().find([THEMES], Ticket(number, END)) is None


def test_parts_are_the_whole_and_every_change_has_its_table(facts):
    for _ in range(2):
        factories.CasePageFactory(title="Bloembakken")
        parts = read_parts()
        assert sum(parts.values()) == read_generation()
        assert {Changed("wagtailcore_page"), Changed("core_entrypage"), Changed("knowledge_casepage")} <= parts.keys()
    tracked = {table for table, _columns, _tracking in find_tracked_tables()}
    assert {change.table for change in parts} - {""} <= tracked


def test_shortest_way_gives_the_same_rows(facts):
    query = ("SELECT id, name, '100%%' FROM directory_theme WHERE name <> %s OR name LIKE 'a%%'", ("Een",))
    factories.ThemeFactory()
    quick = [reads.fetch(*query), reads.fetch(SITES.sql, None)]
    with CaptureQueriesContext(connection):
        assert quick == [
            [tuple(row) for row in reads.fetch(*query)],
            [tuple(row) for row in reads.fetch(SITES.sql, None)],
        ]
    with pytest.raises(DatabaseError), transaction.atomic():
        reads.fetch("SELECT nothing FROM nowhere", None)


def test_tables_that_count_whole_are_those_without_an_event_left_out():
    whole = {table for table, _columns, tracking in find_tracked_tables() if is_whole(tracking)}
    assert {"wagtailcore_page", "accounts_user"} <= whole
    assert not whole & {"search_indexupdate", "wagtailimages_rendition", "media_siterendition"}


@pytest.mark.django_db(transaction=True)
def test_installation_without_tables_in_its_changes_is_migrated():
    factories.get_home()
    before = read_generation()
    call_command("migrate", "page_cache", "0001", verbosity=0)
    assert not triggers.is_complete() and read_generation() is None
    Theme.objects.create(name="Een", slug="een", locale=factories.get_home().locale)  # no trigger is in the way
    call_command("migrate", verbosity=0)
    assert triggers.is_complete() and read_generation() > before
    assert sum(read_parts().values()) == read_generation()
