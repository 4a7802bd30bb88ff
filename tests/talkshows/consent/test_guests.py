"""A recording is published only with the consent of its guests, or the statement that none is recognisable, by whatever way."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.entries.publishing import NotPublishableError
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.editorial.forms import add_row, posted, read_form
from tests.publishing import approve, find_task_state, publish, submit
from tests.recordings import recorded
from tests.translations import translate

pytestmark = pytest.mark.django_db


def draft(*guests, role="guest", **values):
    """Return an unpublished episode with a recording, captions and guests, without any consent."""
    page = factories.EpisodePageFactory(publish=False, **recorded(no_recognisable_guest=False, **values))
    for guest in guests:
        page.contributions.create(role=role, **({"name": guest} if isinstance(guest, str) else {"person": guest}))
    page.save_revision()
    return page


def agree(page, name="Fatima", **values):
    """Record a consent."""
    return Consent.objects.create(entry_key=page.translation_key, name=name, agreed="Beeld en geluid", **values)


def is_live(page) -> bool:
    """Return whether the page is published."""
    return EpisodePage.objects.get(pk=page.pk).live


def press(client, page, row=None, follow=False, **values):
    """Post the editor's form of a page as a browser does."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = read_form(client, url)
    data = posted(form, **values)
    if row:
        add_row(data, form, "contributions", row)
    return client.post(
        url,
        {**data, **{key: value for key, value in values.items() if "action" in key or "board" in key}},
        follow=follow,
    )


@pytest.mark.parametrize("role", ["guest", "interviewee"])
def test_no_way_without_a_consent(home, role):
    page = draft("Fatima", role=role)
    with pytest.raises(NotPublishableError) as refused:
        page.get_latest_revision().publish()
    assert "geen geldige toestemming vastgelegd van: Fatima." in refused.value.reasons[0]
    assert f'href="/beheer/toestemmingen/{page.pk}/"' in refused.value.reasons[0]
    assert not is_live(page)
    agree(page)
    page.get_latest_revision().publish()
    assert is_live(page)


def test_every_guest_needs_one(home):
    page = draft("Fatima", "Sam", factories.PersonFactory(name="Noor"))
    agree(page, "Sam")
    (_field, message), *more = page.get_latest_revision_as_object().find_publishing_errors()
    assert ("van: Fatima, Noor." in message, more) == (True, [])


def test_consent_names_the_guest_as_readers_or_captions_or_the_directory_do(home):
    person = factories.PersonFactory(name="Fatima B.")
    page = draft("fatima", person)
    agree(page, "Mevrouw B.", also_called="Fatima, wijkmakelaar")
    agree(page, "F. B.", person=person)
    assert page.get_latest_revision_as_object().find_publishing_errors() == []


def test_recording_of_which_nobody_is_named_asks_too(home):
    page = draft("Robin", role="moderator")
    (_field, message), *more = page.get_latest_revision_as_object().find_publishing_errors()
    assert ("niet vastgelegd wie er in deze opname te zien" in message, more) == (True, [])
    page.no_recognisable_guest = True
    publish(page)
    assert is_live(page)


def test_ended_consent_answers_for_what_it_withholds_and_for_nothing_else(home):
    page = draft("Fatima")
    consent = agree(page)
    publish(page)
    consent.refresh_from_db()
    consent.withdrawn_at = timezone.now()
    consent.save()
    publish(EpisodePage.objects.get(pk=page.pk))  # readers do not get this recording
    page = EpisodePage.objects.get(pk=page.pk)
    page.recording_file = recorded()["recording_file"]
    with pytest.raises(NotPublishableError):
        publish(page)


def test_page_without_recording_asks_nothing(home):
    page = factories.EpisodePageFactory(publish=False)
    page.contributions.create(role="guest", name="Fatima")
    publish(page)
    assert is_live(page)


def test_form_says_who_is_missing_and_keeps_what_was_typed(chief_editor):
    page = draft("Fatima")
    response = press(
        chief_editor, page, lead="Een nieuwe inleiding.", **{"action-publish": "1", "board-reason": "In een test."}
    )
    (error,) = response.context["form"].errors["no_recognisable_guest"]
    assert "van: Fatima." in error
    assert f'<a href="/beheer/toestemmingen/{page.pk}/">Toestemmingen van gasten</a>' in response.text
    assert "Een nieuwe inleiding." in response.text
    assert not is_live(page)


def test_guest_who_is_added_with_the_publication_counts(chief_editor):
    page = draft()
    agree(page, "Sam")
    row = {"name": "Fatima", "role": "guest", "person": "", "note": ""}
    response = press(chief_editor, page, row=row, **{"action-publish": "1", "board-reason": "In een test."})
    assert "van: Fatima." in str(response.context["form"].errors["no_recognisable_guest"])


def test_statement_of_the_form_is_saved_with_the_entry(chief_editor):
    page = draft("Fatima")
    response = press(
        chief_editor, page, no_recognisable_guest="on", **{"action-publish": "1", "board-reason": "In een test."}
    )
    assert response.status_code == 302
    assert EpisodePage.objects.get(pk=page.pk).no_recognisable_guest
    assert is_live(page)


def test_student_hands_in_and_the_board_completes(student, researcher, chief_editor):
    page = draft("Fatima", owner=student.user)
    assert press(student, page, **{"action-submit": "1"}).status_code == 302
    state = find_task_state(page)
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert press(researcher, page, **approval).status_code == 302  # not the last step
    assert find_task_state(page) != state
    refused = press(chief_editor, page, **approval)
    assert "van: Fatima." in str(refused.context["form"].errors["no_recognisable_guest"])
    answer = chief_editor.get(reverse("consents", args=[page.pk])).text
    assert '<a href="?name=Fatima">Fatima</a>' in answer
    agree(page)
    assert press(chief_editor, page, **approval).status_code == 302
    assert is_live(page)


def test_approval_from_the_list_is_refused_with_the_reason(student, researcher, chief_editor):
    page = draft("Fatima", owner=student.user)
    submit(page, student.user)
    approve(researcher, page)
    response = approve(chief_editor, page, follow=True)
    shown = [str(message) for message in response.context["messages"]]
    assert [("van: Fatima." in message) for message in shown][:1] == [True]
    assert not is_live(page) and find_task_state(page).status == "in_progress"


def test_bulk_publication_is_refused(chief_editor):
    page = draft("Fatima")
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}"
    chief_editor.post(url, {"include_descendants": ""})
    assert not is_live(page)


def test_planned_publication_asks_when_it_is_planned(chief_editor):
    page = draft("Fatima")
    later = timezone.localtime() + timedelta(days=1)
    response = press(
        chief_editor,
        page,
        go_live_at=later.strftime("%d-%m-%Y %H:%M"),
        **{"action-publish": "1", "board-reason": "In een test."},
    )
    assert "no_recognisable_guest" in response.context["form"].errors


def test_translation_follows_the_statement_of_its_source(home):
    page = draft("Fatima")
    page.no_recognisable_guest = True
    publish(page)
    english = translate(page)
    publish(english)
    assert EpisodePage.objects.get(pk=english.pk).no_recognisable_guest


def test_what_is_live_stays_live(home):
    page = draft("Fatima")
    agree(page)
    publish(page)
    Consent.objects.all().delete()  # as before the rule
    call_command("publish_scheduled")
    assert is_live(page)


def test_next_episode_does_not_inherit_the_statement(home):
    page = factories.EpisodePageFactory(**recorded())
    page.prepare_next()
    assert not page.no_recognisable_guest
