"""What somebody meets who tries the editing screens for the first time: unfinished rows, long texts, dates as they are written."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.widgets import AdminTimeInput
from wagtail.models import Locale

from core.models import EntryPage
from directory.models import Theme
from editorial.groups import RESEARCHER, STUDENT
from media.models import SiteMedia
from talkshows.consent.admin_views import ConsentForm
from talkshows.models import EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form

pytestmark = pytest.mark.django_db
KINDS = sorted(kind for kind, model in EntryPage.kinds().items() if model.is_creatable)


@pytest.fixture
def student(home):
    """A student's browser that gets the error page instead of the error."""
    return sign_in(factories.UserFactory(STUDENT), raise_request_exception=False)


def draft(student, model):
    page = getattr(factories, f"{model.__name__}Factory")(publish=False)
    page.owner = student.user
    page.save(update_fields=["owner"])
    return page, reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_empty_row(data, formset):
    """As a browser does after a click on “add”: what the row begins with, and nothing else."""
    number = int(data[f"{formset.prefix}-TOTAL_FORMS"])
    for bound in formset.empty_form:
        widget = bound.field.widget
        value = widget.format_value(bound.value()) if "Draftail" in type(widget).__name__ else bound.value()
        data[bound.html_name.replace("__prefix__", str(number))] = "" if value is None else value
    data |= {f"{formset.prefix}-{number}-ORDER": number + 1, f"{formset.prefix}-TOTAL_FORMS": number + 1}


@pytest.mark.parametrize("kind", KINDS)
def test_empty_row_is_never_an_error_page(kind, student):
    """In every table at once; what is refused for its row is sent again without it, so that the others are saved too."""
    _page, url = draft(student, EntryPage.kinds()[kind])
    form = read_form(student, url)
    tables = {formset for name, formset in form.formsets.items() if name != "comments"}
    while True:
        data = posted(form)
        for formset in tables:
            add_empty_row(data, formset)
        assert student.post(url, data, headers={"Accept": "application/json"}).status_code in {200, 400}
        answer = student.post(url, data)
        if answer.status_code == 302:
            break
        answered = answer.context["form"].formsets.values()
        refused = {formset.prefix for formset in answered if any(formset.errors) or formset.non_form_errors()}
        assert refused and refused <= {formset.prefix for formset in tables}
        tables = {formset for formset in tables if formset.prefix not in refused}


def test_empty_caption_row_does_not_stop_a_draft(student):
    page, url = draft(student, EpisodePage)
    form = read_form(student, url)
    data = posted(form, recording_url="https://vimeo.com/76979871")
    add_empty_row(data, form.formsets["caption_tracks"])
    assert student.post(url, data, headers={"Accept": "application/json"}).status_code == 200
    kept = EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert not kept.caption_tracks.exists()
    assert kept.recording_url == "https://vimeo.com/76979871"
    html = student.get(url).content.decode()
    assert reverse("correct_lines", args=[page.pk, "nl"]) not in html  # there are no lines yet


def test_long_text_is_kept_whole_and_refused_with_the_limit(student):
    _page, url = draft(student, EntryPage.kinds()["case"])
    form = read_form(student, url)
    assert "maxlength" not in str(form["lead"]) and "Hoogstens 600 tekens." in str(form["lead"].help_text)
    answer = student.post(url, posted(form, lead="a" * 650))
    assert "600" in answer.context["form"].errors["lead"][0]
    assert "a" * 650 in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("words", ["1-3-2027", "01-03-2027", "1/3/2027", "2027-03-01"])
def test_dates_are_read_day_first(language, words, student):
    _page, url = draft(student, EpisodePage)
    with translation.override(language):
        form = type(read_form(student, url)).base_fields
        assert str(form["display_date"].clean(words)) == "2027-03-01"
        assert f"{form['start'].clean(f'{words} 20:00'):%Y-%m-%d %H:%M}" == "2027-03-01 20:00"


def test_field_of_a_date_says_how_one_is_written(student):
    _page, url = draft(student, EpisodePage)
    form = read_form(student, url)
    with translation.override("nl"):
        assert 'placeholder="dd-mm-jjjj"' in str(form["display_date"])
        assert 'placeholder="dd-mm-jjjj uu:mm"' in str(form["start"])
    with translation.override("en"):
        assert 'placeholder="dd-mm-yyyy"' in str(form["display_date"])
        assert 'placeholder="hh:mm"' in AdminTimeInput().render("time", None, {"id": "time"})


def test_date_that_cannot_be_read_is_kept_and_said(student):
    _page, url = draft(student, EpisodePage)
    form = read_form(student, url)
    answer = student.post(url, posted(form, display_date="1 maart 2027"))
    assert "31-12-2027" in answer.context["form"].errors["display_date"][0]
    assert 'value="1 maart 2027"' in answer.content.decode()


def test_themes_are_offered_in_the_language_of_the_page_and_none_is_lost(student):
    english = Locale.objects.get(language_code="en")
    Theme.objects.create(name="Liveability", locale=english)
    kept = Theme.objects.create(name="Housing", locale=english)
    ours = factories.ThemeFactory(name="Leefbaarheid")
    page, url = draft(student, EntryPage.kinds()["case"])
    page.themes.set([kept])
    page.save_revision()
    form = read_form(student, url)
    html = str(form["themes"])
    assert "Leefbaarheid" in html and "Housing" in html and "Liveability" not in html
    assert 'type="checkbox"' in html
    assert student.post(url, posted(form, themes=[kept.pk, ours.pk])).status_code == 302
    saved = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert set(saved.themes.all()) == {kept, ours}


def test_consent_offers_people_of_the_page_and_an_image_to_choose(home):
    english = Locale.objects.get(language_code="en")
    theirs = factories.PersonFactory(name="Somebody Else", locale=english)
    ours = factories.PersonFactory(name="Iemand Hier")
    form = ConsentForm(locale=ours.locale_id)
    assert "Iemand Hier" in str(form["person"]) and "Somebody Else" not in str(form["person"])
    assert "data-chooser-action-choose" in str(form["picture"])
    assert "Somebody Else" in str(ConsentForm(locale=ours.locale_id, initial={"person": theirs.pk})["person"])


def test_student_chooses_the_recording_of_a_colleague(student):
    item = SiteMedia.objects.create(
        title="Avond", type="video", duration=3, file="media/avond.mp4",
        uploaded_by_user=factories.UserFactory(RESEARCHER),
    )  # fmt: skip
    assert "Avond" in student.get(reverse("wagtailmedia:chooser")).json()["html"]
    chosen = student.get(reverse("wagtailmedia:media_chosen", args=[item.pk])).json()
    assert chosen["result"]["id"] == item.pk
    assert student.get(reverse("wagtailmedia:media_chosen", args=[item.pk + 1])).status_code == 404
    assert sign_in(factories.UserFactory()).get(reverse("wagtailmedia:media_chosen", args=[item.pk])).status_code == 302
    _page, url = draft(student, EpisodePage)
    html = student.get(url).content.decode()
    assert reverse("wagtailmedia:chooser") in html and 'data-start="createMediaChooser"' in html


def test_recordings_screens_are_dutch(student):
    for url in (reverse("wagtailmedia:index"), reverse("wagtailmedia:add", args=["video"])):
        html = student.get(url).content.decode()
        for english in ("Add audio", "Add video", "Search media", "Thumbnail", "Duration", "Width"):
            assert english not in html, (url, english)
    assert "mp4, webm, m4v" in html and "2 GB" in html


def test_menu_of_a_table_is_dutch(student):
    _page, url = draft(student, EntryPage.kinds()["case"])
    html = student.get(url).content.decode()
    assert "Rij erboven invoegen" in html and "&quot;language&quot;: &quot;nl&quot;" not in html


def test_preview_may_stand_in_the_editors_frame_and_nothing_else(student):
    page, url = draft(student, EntryPage.kinds()["case"])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    student.post(preview, posted(read_form(student, url)))
    policy = student.get(preview)["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy and "script-src 'self'" in policy and "unsafe-inline" not in policy
    public = factories.CasePageFactory()
    assert "frame-ancestors 'none'" in Client().get(public.url)["Content-Security-Policy"]


def test_error_page_of_an_editor_is_honest_and_stays_in_the_editing_screens(rf):
    from core.views.errors import server_error  # noqa: PLC0415 -- the models must be loaded

    editing = server_error(rf.get("/beheer/pages/1/edit/")).content.decode()
    assert 'href="/beheer/"' in editing and "waarschijnlijk niet bewaard" in editing and "niets verloren" not in editing
    reading = server_error(rf.get("/")).content.decode()
    assert 'href="/beheer/"' not in reading


def test_time_zones_are_a_short_list_that_browsers_know(student):
    html = student.get(reverse("wagtailadmin_account")).content.decode()
    assert "Europe/Amsterdam" in html and "localtime" not in html


def test_chief_editor_opens_the_consents(chief_editor):
    page = factories.EpisodePageFactory()
    assert chief_editor.get(reverse("consents", args=[page.pk])).status_code == 200
