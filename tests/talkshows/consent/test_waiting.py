"""What the board is told of texts that wait for a rewrite."""

import pytest
from django.utils import timezone

from editorial.inbox.keys import find_named_work
from talkshows.models import Consent
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_next_guest_who_takes_consent_back_is_news(home, chief_editor):
    page = factories.EpisodePageFactory(title="[naam weggehaald] vertelt", body=[])
    for name in ("Fatima", "Noor"):
        Consent.objects.create(entry_key=page.translation_key, name=name, agreed="Beeld")
    told = []
    for consent in Consent.objects.order_by("pk"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
        [key] = find_named_work(chief_editor.user)
        assert set(find_named_work(chief_editor.user)) == {key}
        told.append(key)
    assert len(set(told)) == 2
