"""After handing in: who has the piece, since when and until when; and what a chief editor takes over, others need not do."""

import pytest
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.inbox.models import Notice
from editorial.inbox.sentences import NoticeTexts
from editorial.inbox.unread import find_unread
from editorial.models import EditorTab
from editorial.review.bar import end_sentence, make_bar
from editorial.step_names import name_holder, name_task
from editorial.waiting import find_waiting
from editorial.workflow import REVIEW
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, read_form
from tests.publishing import approve, find_task_state, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(home):
    return sign_in(factories.UserFactory(STUDENT))


@pytest.fixture
def draft(writer):
    page = factories.CasePageFactory(publish=False, title="Samen koken", owner=writer.user, body=[])
    page.save_revision(user=writer.user)
    return page


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def panel_of(client) -> str:
    return client.get(reverse("wagtailadmin_home")).text.split("<div data-start>")[1].split("</div>")[0]


def test_who_hands_in_reads_where_it_lies_and_until_when(writer, draft):
    url = edit_url(draft)
    response = writer.post(url, {**posted(read_form(writer, url)), "action-board": "send"})
    assert response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
    html = writer.get(response["Location"]).text
    assert "Ingestuurd bij de redactie: Samen koken. Een onderzoeker leest het nu, uiterlijk op" in html
    assert "ingediend" not in html and f'href="{url}"' in html.split("</header>")[0]
    panel = panel_of(writer)
    assert "Bij de redactie" in panel and "ligt bij een onderzoeker, sinds" in panel


def test_new_page_that_is_handed_in_at_once_leads_to_the_start_page_too(writer, draft):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", draft.get_parent().pk])
    data = {**posted(read_form(writer, url)), "title": "Samen eten", "lead": "Elke week.", "action-board": "send"}
    response = writer.post(url, data)
    assert response["Location"] == reverse("wagtailadmin_home")
    assert "Ingestuurd bij de redactie: Samen eten." in writer.get(response["Location"]).text
    # Its form was remembered: the same form sent again with a later autosave makes no second page.
    assert EditorTab.objects.filter(page__title="Samen eten", user=writer.user).exists()


def test_step_is_named_in_words_wherever_it_is_said_who_has_a_page(writer, draft):
    researcher = sign_in(factories.UserFactory(RESEARCHER))
    submit(draft, writer.user)
    assert "Wacht op: een onderzoeker, sinds" in writer.get(edit_url(draft)).text
    assert "Wacht op jou: lezen als onderzoeker, sinds" in researcher.get(edit_url(draft)).text
    screens = [reverse("wagtailadmin_home"), reverse("inbox"), reverse("calendar"), reverse("translation_table")]
    said = {url: researcher.get(url).text for url in screens}
    assert "wacht op jou: lezen als onderzoeker" in said[screens[0]] and "Lezen als onderzoeker" in said[screens[1]]
    said[screens[0]] = panel_of(researcher)  # Wagtail's own panels below it say its name of the step
    assert [url for url, html in said.items() if REVIEW in html] == []
    notice = Notice.objects.get(user=researcher.user)
    assert NoticeTexts([notice]).format_detail(notice) == "Lezen als onderzoeker"
    approve(researcher, draft)
    assert "ligt bij de eindredactie, sinds" in panel_of(writer)
    assert name_holder("Drukproef") == name_task("Drukproef") == "Drukproef"


def test_step_that_was_taken_over_waits_for_nobody_else(writer, draft):
    researcher, chief = (factories.UserFactory(role) for role in (RESEARCHER, CHIEF_EDITOR))
    submit(draft, writer.user)
    assert [one.page.pk for one in find_waiting(researcher)] == [draft.pk]
    client = sign_in(chief)
    assert "hoeft niet meer te kijken" in client.get(edit_url(draft)).text
    assert reverse("board_look", args=[draft.pk]) not in client.get(edit_url(draft)).text  # not before it is theirs
    assert reverse("board_share", args=[draft.pk]) not in client.get(edit_url(draft)).text
    client.post(reverse("board_take_over", args=[draft.pk]), {"board-reason": "Er is haast bij."})
    assert find_waiting(researcher) == []
    page = type(draft).objects.get(pk=draft.pk)
    assert make_bar(researcher, page).tone == "waiting" and make_bar(chief, page).tone == "mine"
    assert reverse("board_share", args=[draft.pk]) in client.get(edit_url(draft)).text
    # Sent back and sent again, the step is the researchers' as before.
    client.post(reverse("board_return", args=[draft.pk]), {"board-remark": "Nog een bron."})
    writer.post(reverse("board_send", args=[draft.pk]))
    assert find_task_state(draft).review_step.reviewer is None
    assert [one.page.pk for one in find_waiting(researcher)] == [draft.pk]


def test_message_is_no_news_once_its_page_was_opened_or_decided(writer, draft):
    first, second = (sign_in(factories.UserFactory(RESEARCHER)) for _ in range(2))
    submit(draft, writer.user)
    assert [find_unread(one.user).count() for one in (first, second)] == [1, 1]
    first.get(edit_url(draft))
    assert [find_unread(one.user).count() for one in (first, second)] == [0, 1]
    first.post(reverse("board_return", args=[draft.pk]), {"board-remark": "Nog een bron."})
    assert find_unread(second.user).count() == 0
    assert Notice.objects.filter(user=second.user, read_at=None).exists()  # it still stands in the inbox
    assert find_unread(writer.user).count() == 1  # came back
    assert "Nog een bron.”." not in writer.get(edit_url(draft)).text


@pytest.mark.parametrize(("text", "ended"), [("Klaar", "Klaar."), ("“Klaar.”", "“Klaar.”"), ("“Klaar”", "“Klaar”.")])
def test_sentence_ends_once(text, ended):
    assert end_sentence(text) == ended


def test_preview_of_a_draft_does_not_say_that_it_was_published(writer, draft):
    html = writer.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).text
    assert "Nog niet gepubliceerd" in html and "Gepubliceerd op" not in html
