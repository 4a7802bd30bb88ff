"""Whether a person agrees to be shown holds in every language, and the history of each says who changed it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail_localize.models import Translation, TranslationSource

from directory.localisation import get_locale
from directory.models import Person
from directory.proposals.changes import CHANGED
from tests import factories
from tests.editorial.forms import posted, read_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def languages(home) -> list[Person]:
    """A person in Dutch and in English."""
    person = factories.PersonFactory(name="Noor Voorbeeld", slug="noor")
    english = person.copy_for_translation(get_locale("en"))
    english.save()
    return [person, english]


def change(client, person, agrees: bool, **values) -> None:
    """Send the form of a person."""
    url = reverse("wagtailsnippets_directory_person:edit", args=[person.pk])
    data = posted(read_form(client, url)) | values | {"consent": "on" if agrees else ""}
    assert client.post(url, {name: value for name, value in data.items() if value != ""}).status_code == 302


@pytest.mark.parametrize("edited", [0, 1])
def test_consent_holds_in_every_language_and_so_does_its_history(chief_editor, client, languages, edited):
    for agrees in (False, True):
        ModelLogEntry.objects.all().delete()
        change(chief_editor, languages[edited], agrees)
        for one in languages:
            one.refresh_from_db()
            assert one.consent is agrees
            assert client.get(one.get_absolute_url()).status_code == (200 if agrees else 404)
        entries = ModelLogEntry.objects.filter(action=CHANGED)
        assert {(one.object_id, one.user_id) for one in entries} == {
            (str(one.pk), chief_editor.user.pk) for one in languages
        }
        words = ["nee", "ja"] if agrees else ["ja", "nee"]
        assert [one.data["fields"][0][1:] for one in entries] == [words, words]
    ModelLogEntry.objects.all().delete()
    change(chief_editor, languages[edited], True)
    assert not ModelLogEntry.objects.filter(action=CHANGED).exists()


def test_a_form_that_changes_something_else_gives_no_consent(chief_editor, languages):
    person, english = languages
    Person.objects.filter(pk=english.pk).update(consent=False)
    change(chief_editor, person, True, job_title="docent")
    english.refresh_from_db()
    assert (english.consent, english.job_title) == (False, "")


def test_an_old_no_in_one_language_takes_no_yes_away(chief_editor, languages):
    person, english = languages
    Person.objects.filter(pk=english.pk).update(consent=False)
    change(chief_editor, english, False, job_title="teacher")
    person.refresh_from_db()
    english.refresh_from_db()
    assert (person.consent, english.consent, english.job_title) == (True, False, "teacher")


def test_a_translation_that_began_before_does_not_bring_consent_back(home):
    person = factories.PersonFactory(name="Noor Voorbeeld", slug="noor")
    source, _made = TranslationSource.get_or_create_from_instance(person)
    translation = Translation.objects.create(source=source, target_locale=get_locale("en"))
    person.consent = False
    person.save_revision()
    for _time in range(2):  # made, and saved again
        translation.save_target(publish=True)
        assert Person.objects.get(locale=get_locale("en")).consent is False


def test_a_translation_that_is_saved_again_leaves_consent_as_it_is(home):
    person = factories.PersonFactory(name="Noor Voorbeeld", slug="noor")
    source, _made = TranslationSource.get_or_create_from_instance(person)
    translation = Translation.objects.create(source=source, target_locale=get_locale("en"))
    translation.save_target(publish=True)
    english = Person.objects.get(locale=get_locale("en"))
    assert english.consent
    person.consent = False
    person.save_revision()
    translation.save_target(publish=True)
    english.refresh_from_db()
    assert not english.consent
