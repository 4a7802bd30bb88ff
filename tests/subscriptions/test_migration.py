"""Saved searches of before are subscriptions with the same key, so that the links in mails go on."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from subscriptions.models import Subscription, make_identity

pytestmark = pytest.mark.django_db
MIGRATION = import_module("search.migrations.0008_subscriptions")


class Rows(list):
    """The rows of the old table, as a manager gives them."""

    def using(self, alias):
        return self

    def order_by(self, name):
        return sorted(self, key=lambda row: getattr(row, name))


def old_row(number, email, confirmed=True):
    now = timezone.now()
    return SimpleNamespace(
        key=f"00000000-0000-4000-8000-00000000000{number}", email=email, language="nl", query="q=wijk", told=[3, 4],
        made_at=now, checked_at=now, confirmed_at=now if confirmed else None,
    )  # fmt: skip


def test_rows_move_with_their_keys_and_a_double_is_left_out():
    rows = Rows(
        [old_row(1, "Lezer@stad.example"), old_row(2, "lezer@stad.example"), old_row(3, "b@stad.example", False)]
    )
    models = {"Subscription": Subscription, "SavedSearch": SimpleNamespace(objects=rows)}
    apps = SimpleNamespace(get_model=lambda app, name: models[name])
    for _time in range(2):
        MIGRATION.move_rows(apps, SimpleNamespace(connection=connection))
    first, second = Subscription.objects.order_by("key")
    assert [str(first.key), str(second.key)] == [rows[0].key, rows[2].key]
    assert first.identity == make_identity("search", "q=wijk", "nl", "lezer@stad.example")
    assert (first.kind, first.subject, first.told, first.made_at) == ("search", "q=wijk", [3, 4], rows[0].made_at)
    assert first.due_at and not second.due_at
