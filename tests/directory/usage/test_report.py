"""What uses a record: every relation of the models, links, stored versions, saved searches, translations."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex

from directory.localisation import get_locale
from directory.models import Theme
from directory.usage.report import find_usage
from subscriptions.models import Subscription
from tests import factories
from tests.directory.relations import IDS, KINDS, RELATIONS, refer
from tests.publishing import publish, submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_unused_record(home, kind):
    record = KINDS[kind]()
    assert (find_usage(record).count, bool(find_usage(record))) == (0, False)


@pytest.mark.parametrize(("kind", "model", "field"), RELATIONS, ids=IDS)
def test_every_relation_counts(home, kind, model, field):
    record = KINDS[kind]()
    thing = refer(model, field, record)
    usage = find_usage(record)
    assert [(use.pk, use.stored, use.draft) for use in usage.uses] == [(thing.pk, True, False)]
    assert usage.count == 1


def test_page_counts_once(home):
    theme = factories.ThemeFactory()
    page = factories.CasePageFactory(
        themes=[theme], body=[("text", f'<p><a href="{theme.get_absolute_url()}">x</a></p>')]
    )
    page.save_revision()
    usage = find_usage(theme)
    assert usage.page_ids == [page.pk]
    assert len(usage.uses[0].labels) == 2


def test_draft_counts(home):
    theme, page = factories.ThemeFactory(), factories.CasePageFactory()
    page.themes = [theme]
    page.save_revision()
    assert [(use.pk, use.stored, use.draft) for use in find_usage(theme).uses] == [(page.pk, False, True)]


def test_planned_version_counts(home):
    theme, page = factories.ThemeFactory(), factories.CasePageFactory()
    page.themes, page.go_live_at = [theme], timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    page.themes, page.go_live_at = [], None
    page.save_revision()
    assert [(use.pk, use.stored, use.planned) for use in find_usage(theme).uses] == [(page.pk, False, True)]


def test_version_in_review_counts(home, researcher):
    person, page = factories.PersonFactory(), factories.CasePageFactory(publish=False)
    page.contributions.create(person=person, role="author")
    page.save_revision()
    submit(page, researcher.user)
    page.contributions = []
    page.save_revision()
    assert [use.pk for use in find_usage(person).uses] == [page.pk]


def test_published_version_of_before_does_not_count(home):
    theme = factories.ThemeFactory()
    page = factories.CasePageFactory(themes=[theme])
    page.themes = []
    publish(page)
    assert find_usage(theme).count == 0


@pytest.mark.parametrize(("end", "number"), [("", 1), ("?page=2", 1), ("#x", 1), ("-noord/", 0)])
def test_link_in_text_counts(home, end, number):
    place = factories.PlaceFactory(name="Moerwijk", slug="moerwijk")
    url = f"{place.get_absolute_url()}{end}" if end != "-noord/" else place.get_absolute_url().rstrip("/") + end
    factories.StandardPageFactory(body=[("text", f'<p><a href="{url}">de wijk</a></p>')])
    assert find_usage(place).count == number


def test_record_that_a_block_holds_counts(home):
    """No block of the site chooses a record yet: Wagtail's index says how one that does would be found."""
    theme, page = factories.ThemeFactory(), factories.StandardPageFactory()
    kinds = {f"{end}content_type": ContentType.objects.get_for_model(type(page)) for end in ("", "base_")}
    ReferenceIndex.objects.create(
        **kinds, object_id=str(page.pk), to_content_type=ContentType.objects.get_for_model(Theme), to_object_id=str(theme.pk),
        model_path="body.item.theme", content_path="body.x.theme", content_path_hash=uuid.uuid4(),
    )  # fmt: skip
    assert find_usage(theme).page_ids == [page.pk]


def test_use_of_the_translation_counts(home):
    theme = factories.ThemeFactory()
    english = theme.copy_for_translation(get_locale("en"))
    english.save()
    page = factories.CasePageFactory(themes=[english])
    assert find_usage(theme).page_ids == find_usage(english).page_ids == [page.pk]


@pytest.mark.parametrize(
    ("query", "number"), [("q=lab&theme=wonen", 1), ("theme=wonen-en-werken", 0), ("q=theme=wonen", 0)]
)
def test_saved_search_counts_without_its_reader(home, query, number):
    theme = factories.ThemeFactory(slug="wonen")
    query = query.replace("q=theme=", "q=theme%3D")
    Subscription.objects.create(
        kind="search", email="lezer@example.org", language="nl", subject=query, checked_at=timezone.now()
    )
    usage = find_usage(theme)
    assert usage.count == number
    assert "@" not in repr(usage.more)


def test_number_of_queries_does_not_depend_on_the_number_of_uses(home):
    numbers = []
    theme = factories.ThemeFactory()
    for pages in (1, 2):  # one, then three
        for _number in range(pages):
            factories.CasePageFactory(themes=[theme]).save_revision()
        with CaptureQueriesContext(connection) as queries:
            find_usage(theme)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
