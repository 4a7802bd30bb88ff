"""A row that lacks what it needs is told before the page is sent."""

import pytest

from core.entries.findings import Weight
from core.models import Contribution, Partnership
from editorial.completeness import completeness
from tests import factories

pytestmark = pytest.mark.django_db


def test_row_without_its_role_blocks_and_is_led_to(home):
    draft = factories.CasePageFactory(publish=False)
    draft.contributions = [Contribution(name="Sam", role="author"), Contribution(name="Noor", role="")]
    (found,) = [one for one in completeness(draft) if one.rule == "contributions.role"]
    assert (found.weight, found.field) == (Weight.BLOCKS, "contributions-1-role")
    assert "rij 2" in found.text


def test_organisation_takes_part_unless_said_otherwise():
    assert Partnership().role == Partnership.Role.PARTNER
