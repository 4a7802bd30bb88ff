"""What editors read about a PDF, a new file in place of the old, and what readers may not get."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from core.extensions import startup_tasks
from demo.pdf_structure import make_pdf
from editorial.groups import STUDENT
from media.models import PdfFacts, PdfPage, SiteDocument
from media.pdf import messages
from search.models import SearchPassage
from search.query.hits import make_url_suffix
from tests import documents, factories
from tests.media.pdf.hostile import CASES
from tests.publishing import publish
from tests.query_counts import count_queries

pytestmark = pytest.mark.django_db
DUTCH = "De wijk is van de mensen die er wonen en het huis staat in de straat waar zij met elkaar zijn."


def make_document(*pages: str, tagged=False, **values) -> SiteDocument:
    """Return a document with these words on its pages."""
    blocks = [item for words in pages for item in (("P", words), ("BREAK", ""))][:-1]
    content = make_pdf("Titel", blocks) if tagged else documents.make_pdf(list(pages))
    return SiteDocument.objects.create(title="Stuk", file=ContentFile(content, name="stuk.pdf"), **values)


def test_new_file_replaces_what_was_read(client, home, work):
    document = make_document("Oude woorden staan hier")
    report = factories.ReportPageFactory(pdf=document)
    work()
    before = PdfFacts.objects.get()
    assert client.get(before.picture_url).status_code == 200
    document.file = ContentFile(documents.make_pdf(["Nieuwe woorden", "en meer"]), name="stuk.pdf")
    document.save()
    html = client.get(report.url).content.decode()
    assert "Oude woorden" not in html and "komt hier zo te staan" in html
    assert client.get(before.picture_url).status_code == 404
    work()
    assert "Nieuwe woorden" in client.get(report.url).content.decode()
    assert PdfPage.objects.count() == 2
    found = SearchPassage.objects.filter(entry=report.pk).values_list("text", flat=True)
    assert not any("Oude woorden" in text for text in found)


def test_saving_the_title_reads_nothing_again(home, work):
    document = make_document("Woorden")
    work()
    document.title = "Anders"
    document.save()
    assert PdfFacts.objects.get().state == "read"


def test_worker_takes_up_what_waits_at_its_start(home, work):
    document = make_document("Woorden over de wijk")
    DBTaskResult.objects.all().delete()  # as if the queue was lost
    for task in startup_tasks:
        task.enqueue()
    work()
    assert PdfFacts.objects.get(document=document).state == "read"


def test_words_and_picture_of_a_draft_are_nowhere(client, home, work):
    document = make_document("KANARIEWOORD in de wijk")
    draft = factories.ReportPageFactory(publish=False, pdf=document)
    public = factories.ReportPageFactory()
    work()
    picture = PdfFacts.objects.get().picture_url
    for url in (
        public.url,
        public.get_parent().url,
        "/zoeken/?q=kanariewoord",
        "/sitemap.xml",
        "/feeds/alles.xml",
        "/",
    ):
        html = client.get(url).content.decode()
        assert "KANARIEWOORD" not in html and document.filename not in html, url
    assert [client.get(url).status_code for url in (draft.url or "/x/", document.url, picture)] == [404, 404, 404]
    publish(draft)
    assert [client.get(url).status_code for url in (document.url, picture)] == [200, 200]
    restriction = PageViewRestriction.objects.create(page=draft.get_parent(), restriction_type="groups")
    restriction.groups.set(Group.objects.all()[:1])
    assert [client.get(url).status_code for url in (document.url, picture)] == [404, 404]


def test_wrong_address_of_a_picture_is_no_picture(client, home, work):
    report = factories.ReportPageFactory(pdf=make_document("Woorden"))
    work()
    base = f"/media/pdf/{report.pdf_id}"
    assert [client.get(f"{base}/{name}").status_code for name in ("x.webp", "..%2f..%2fx", "%00")] == [404, 404, 400]


def test_second_document_has_addresses_of_its_own(client, home, work):
    first, second = make_document("Eerste stuk"), make_document("Tweede stuk")
    blocks = [("document", {"document": second, "text": ""}), ("document", {"document": first, "text": ""})]
    report = factories.ReportPageFactory(body=blocks)
    work()
    html = client.get(report.url).content.decode()
    assert html.index(f'id="p-1-d{second.pk}"') < html.index('id="p-1"')
    rows = SearchPassage.objects.filter(entry=report.pk, kind="page").order_by("order")
    assert [(row.anchor, row.text) for row in rows] == [(f"p-1-d{second.pk}", "Tweede stuk"), ("p-1", "Eerste stuk")]


def test_document_linked_in_a_sentence_counts_too(client, home, work):
    document = make_document("Gelinkt stuk")
    link = f'<p>Lees <a linktype="document" id="{document.pk}">dit</a>.</p>'
    page = factories.ArticlePageFactory(body=[("text", link)])
    work()
    assert "Gelinkt stuk" in client.get(page.url).content.decode()


def test_untagged_pdf_is_said_to_be_so_and_tagged_is_not(client, home, work):
    plain, tagged = make_document(DUTCH), make_document(DUTCH, tagged=True)
    pages = [factories.ReportPageFactory(pdf=document) for document in (plain, tagged)]
    work()
    said = ["niet toegankelijk gemaakt" in client.get(page.url).content.decode() for page in pages]
    assert said == [True, False]


@pytest.mark.parametrize("name", ["locked", "scan", "blank", "noise", "zero-bytes"])
def test_editor_reads_the_state_in_edit_view_and_list(chief_editor, work, name):
    document = SiteDocument.objects.create(title=name, file=ContentFile(CASES[name][0](), name="x.pdf"))
    report = factories.ReportPageFactory(pdf=document)
    work()
    facts = PdfFacts.objects.get()
    user = factories.UserFactory(STUDENT)
    document.uploaded_by_user = report.owner = user
    document.save()
    report.save()
    edit = chief_editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert f'data-pdf="{facts.state}"' in edit and messages.describe_state(facts) in edit
    assert facts.get_state_display() in chief_editor.get(reverse("wagtaildocs:index")).content.decode()
    editor = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    assert messages.describe_state(facts) in editor and "data-faults" in editor


def test_every_state_is_explained():
    said = {messages.describe_state(PdfFacts(state=state, page_count=2)) for state in PdfFacts.State}
    assert len(said) == len(PdfFacts.State)


def test_language_of_the_words_is_held_against_the_choice(home, work):
    document = make_document(DUTCH, language="en")
    work()
    facts = PdfFacts.objects.get(document=document)
    assert facts.language == "nl"
    assert any("Nederlands" in fault for fault in messages.find_faults(facts, "en"))
    assert not any("Nederlands" in fault for fault in messages.find_faults(facts, "nl"))


def test_listing_of_documents_asks_the_same_for_one_and_three(chief_editor, work, django_assert_num_queries):
    numbers = []
    for more in (1, 2):
        for _ in range(more):
            make_document("Woorden")
        work()
        numbers.append(count_queries(chief_editor, reverse("wagtaildocs:index"))[0])
    assert numbers[0] == numbers[1]


def test_page_of_a_long_document_comes_when_asked(client, home, work, monkeypatch):
    from core.entries import documents as reading  # noqa: PLC0415 -- settings first

    monkeypatch.setattr(reading, "LONG_DOCUMENT", 100)
    report = factories.ReportPageFactory(pdf=make_document(*(f"{DUTCH} {DUTCH} Einde van {n}." for n in range(1, 13))))
    work()
    passage = SearchPassage.objects.get(entry=report, anchor="p-9")
    assert make_url_suffix(passage.kind, passage.anchor, passage.marks) == "?p=9#p-9"  # a hit brings its words
    html = client.get(report.url).content.decode()
    assert 'id="p-9"' in html and "Einde van 2." in html and "Einde van 9." not in html and "?p=9#p-9" in html
    html = client.get(f"{report.url}?p=9").content.decode()
    assert "Einde van 9." in html and "Einde van 12." not in html and 'id="p-12"' in html
    for odd in ("abc", "0", "99999", "9-d1", "-1", "9%00", "9" * 50):
        assert client.get(f"{report.url}?p={odd}").status_code == 200


def test_long_document_can_be_read_on_one_page_and_very_many_pages_stand_as_numbers(client, home, work, monkeypatch):
    from core.entries import document_view  # noqa: PLC0415 -- settings first
    from core.entries import documents as reading  # noqa: PLC0415 -- settings first

    monkeypatch.setattr(reading, "LONG_DOCUMENT", 100)
    report = factories.ReportPageFactory(pdf=make_document(*(f"{DUTCH} {DUTCH} Einde van {n}." for n in range(1, 13))))
    work()
    assert 'href="?words=all#pdf"' in client.get(report.url).text
    whole = client.get(f"{report.url}?words=all").text
    assert all(f"Einde van {number}." in whole for number in range(1, 13)) and "?words=all" not in whole
    first_words = " ".join(DUTCH.split()[:3])
    before = client.get(report.url).text.count(first_words)
    monkeypatch.setattr(document_view, "MAX_OPENINGS", 11)
    html = client.get(report.url).text
    assert html.count(first_words) < before and 'href="?p=9#p-9"' in html
