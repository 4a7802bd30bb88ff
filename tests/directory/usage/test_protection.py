"""A record in use is not deleted: from the shell, one by one, many at once, by whoever."""

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.merging.execute import merge_records
from directory.models import Place, Theme
from directory.usage.protection import RecordInUseError
from tests import factories
from tests.directory.relations import IDS, KINDS, RELATIONS, refer, refers

pytestmark = pytest.mark.django_db


def address(record, name: str) -> str:
    return reverse(record.snippet_viewset.get_url_name(name), args=[record.pk])


@pytest.mark.parametrize(("kind", "model", "field"), RELATIONS, ids=IDS)
def test_record_in_use_is_not_deleted_by_code(home, kind, model, field):
    record = KINDS[kind]()
    thing = refer(model, field, record)
    # What lies in a place is protected by the column too, which speaks first.
    error, text = (
        (ProtectedError, "Place.parent")
        if field.name == "parent" and kind is Place
        else (RecordInUseError, record.name)
    )
    with pytest.raises(error, match=text), transaction.atomic():
        record.delete()
    with pytest.raises(error, match=text), transaction.atomic():
        kind.objects.filter(pk=record.pk).delete()
    assert refers(model, field, thing) == [record.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_unused_record_is_deleted(chief_editor, kind):
    record = KINDS[kind]()
    assert "action" in chief_editor.get(address(record, "delete")).content.decode()
    assert chief_editor.post(address(record, "delete")).status_code == 302
    assert not kind.with_merged.filter(pk=record.pk).exists()


def test_delete_view_says_where_it_is_used(chief_editor):
    theme = factories.ThemeFactory()
    pages = [factories.CasePageFactory(title=f"Stuk {number}", themes=[theme]) for number in range(3)]
    shown, answer = chief_editor.get(address(theme, "delete")), chief_editor.post(address(theme, "delete"))
    assert (shown.status_code, answer.status_code) == (200, 409)
    for response in (shown, answer):
        text = response.content.decode()
        assert all(page.title in text for page in pages)
        assert address(theme, "merge") in text
    assert [list(page.themes.all()) for page in pages] == [[theme]] * 3


def test_many_at_once(chief_editor):
    used, unused = factories.ThemeFactory(), factories.ThemeFactory()
    page = factories.CasePageFactory(themes=[used])
    url = reverse("wagtail_bulk_action", args=["directory", "theme", "delete"]) + f"?id={used.pk}&id={unused.pk}"
    assert chief_editor.get(url).status_code == 200
    assert chief_editor.post(url).status_code == 409
    assert Theme.objects.filter(pk__in=[used.pk, unused.pk]).count() == 2
    assert list(page.themes.all()) == [used]
    assert chief_editor.post(url.replace(f"id={used.pk}&", "")).status_code == 302
    assert not Theme.objects.filter(pk=unused.pk).exists()


def test_usage_page_counts_what_the_edit_form_counts(chief_editor):
    theme = factories.ThemeFactory()
    pages = [factories.CasePageFactory(title=f"Stuk {number}", themes=[theme]) for number in range(3)]
    text = chief_editor.get(address(theme, "usage")).content.decode()
    assert all(page.title in text for page in pages)
    assert chief_editor.get(address(theme, "edit")).context["usage_count"] == 3


def test_usage_page_costs_the_same_for_one_and_three(chief_editor):
    numbers, theme = [], factories.ThemeFactory()
    for pages in (1, 2):
        for _number in range(pages):
            factories.CasePageFactory(themes=[theme])
        chief_editor.get(address(theme, "usage"))
        with CaptureQueriesContext(connection) as queries:
            chief_editor.get(address(theme, "usage"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_pointer_goes_with_its_target_only(home):
    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    merge_records(old, new)
    old = Theme.with_merged.get(pk=old.pk)
    with pytest.raises(RecordInUseError, match=new.name), transaction.atomic():
        old.delete()
    with pytest.raises(RecordInUseError), transaction.atomic():
        Theme.with_merged.filter(pk=old.pk).delete()
    Theme.objects.get(pk=new.pk).delete()
    assert not Theme.with_merged.exists()
