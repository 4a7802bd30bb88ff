"""What a guest took back holds for every copy of the entry: by the editor's form, by the API, and below a copied series."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.entries.publishing import NotPublishableError
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(home):
    """An episode without a recording, of which an older version names a guest who took consent back."""
    page = factories.EpisodePageFactory(title="Samenleven met Fatima El Amrani")
    page.contributions.create(name="Fatima El Amrani", role="guest")
    publish(page)
    Consent.objects.create(
        entry_key=page.translation_key, name="Fatima El Amrani", agreed="Alles", withdrawn_at=timezone.now()
    )
    return EpisodePage.objects.get(pk=page.pk)


def by_form(client, page):
    """Copy the page with the editor's form."""
    values = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), values)


def by_api(client, page):
    """Copy the page by the API of the editing screens."""
    return client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"]))


def with_series(client, page):
    """Copy the series with its episodes."""
    series = page.get_parent()
    values = {
        "new_title": "Reeks",
        "new_slug": "reeks-kopie",
        "new_parent_page": series.get_parent().pk,
        "copy_subpages": "on",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[series.pk]), values)


@pytest.mark.parametrize("copy", [by_form, by_api, with_series])
def test_copy_names_nobody_either(chief_editor, researcher, episode, copy):
    assert copy(chief_editor, episode).status_code < 400
    copied = EpisodePage.objects.exclude(pk=episode.pk).get()
    assert copied.restrictions.names == ("Fatima El Amrani",)
    oldest = copied.revisions.order_by("created_at", "pk").first()
    with pytest.raises(NotPublishableError):
        oldest.publish()
    shown = researcher.get(reverse("wagtailadmin_pages:revisions_view", args=[copied.pk, oldest.pk]))
    assert shown.status_code == 403
    assert list(Consent.objects.filter(entry_key=copied.translation_key).values_list("name")) == [("Fatima El Amrani",)]


def test_next_episode_leaves_the_guest_out(chief_editor, episode):
    chief_editor.post(reverse("make_next", args=[episode.pk]))
    following = EpisodePage.objects.exclude(pk=episode.pk).get().get_latest_revision_as_object()
    assert [row.name for row in following.contributions.all()] == []


def test_private_episode_is_no_template_for_who_may_not_edit_it(student, episode):
    PageViewRestriction.objects.create(page=episode, restriction_type="login")
    assert student.post(reverse("make_next", args=[episode.pk])).status_code == 404
    assert EpisodePage.objects.count() == 1
