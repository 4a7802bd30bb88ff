"""Texts that readers typed before, with line breaks that the editor could not open."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Revision

from tests import factories

MIGRATION = import_module("knowledge.migrations.0009_closed_line_breaks")
BEFORE, AFTER = "<p>De trap<br>is te smal.</p>", "<p>De trap<br/>is te smal.</p>"


@pytest.mark.parametrize(
    ("factory", "field"), [(factories.DemandPageFactory, "why"), (factories.OfferPageFactory, "conditions")]
)
def test_board_opens_what_was_typed_before(chief_editor, factory, field):
    page, other = factory(publish=False, **{field: BEFORE}), factory(**{field: "<p>Zonder.</p>"})
    untouched = Revision.objects.get(pk=other.latest_revision_id).content
    MIGRATION.close_line_breaks(apps, None)
    page.refresh_from_db()
    assert getattr(page, field) == getattr(page.get_latest_revision_as_object(), field) == AFTER
    assert Revision.objects.get(pk=other.latest_revision_id).content == untouched
    assert chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
