"""Corrections: dated on the entry; the version before stays readable at an address of its own, and nowhere else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.entries import history, redactions
from core.extensions import Redaction
from core.models import EarlierVersion
from media.extensions import Registry
from tests import factories
from tests.publishing import publish

pytestmark = pytest.mark.django_db
OLD, NEW = "Er doen zevenentwintig partners mee.", "Er doen negen partners mee."


def correct(page, keep=True, body=NEW, without=(), **values):
    """Publish `page` with a new text and a correction."""
    page = type(page).objects.get(pk=page.pk)
    page.body = factories.make_text(body)
    for name in without:
        setattr(page, name, None)
    note = {"date": timezone.localdate(), "was": "Zevenentwintig.", "now": "Negen.", "keep": keep, **values}
    page.corrections = [*((block.block_type, block.value) for block in page.corrections), ("correction", note)]
    if len(page.corrections) > 1:  # blocks that were there keep their ids, as in the editor
        for block, old in zip(page.corrections, type(page).objects.get(pk=page.pk).corrections, strict=False):
            block.id = old.id
    publish(page)
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def case(home):
    """A published case with the mistake in it."""
    return factories.CasePageFactory(body=factories.make_text(OLD))


def test_correction_stands_on_the_page_and_leads_to_the_version_before(client, case):
    case = correct(case)
    version = EarlierVersion.objects.get(entry=case)
    html = client.get(case.url).content.decode()
    assert NEW in html and OLD not in html
    assert "Zevenentwintig." in html and f'href="/versies/{version.pk}/"' in html
    earlier = client.get(f"/versies/{version.pk}/")
    html = earlier.content.decode()
    assert earlier.status_code == 200 and OLD in html and NEW not in html
    assert earlier["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html and "ld+json" not in html and "hreflang=" not in html.split("</head>")[0]
    assert "eerdere versie" in html and f'href="{case.url}"' in html
    assert client.get(f"/en/versions/{version.pk}/").status_code == 404


def test_publication_without_a_correction_keeps_nothing(client, case):
    case = correct(case)
    case.body = factories.make_text("Nog iets anders.")
    publish(case)
    assert EarlierVersion.objects.count() == 1
    assert OLD in client.get(EarlierVersion.objects.get().get_absolute_url()).content.decode()


def test_draft_with_a_correction_shows_nothing(client, case):
    page = type(case).objects.get(pk=case.pk)
    page.corrections = [("correction", {"date": timezone.localdate(), "was": "GEHEIM", "now": "Negen.", "keep": True})]
    page.save_revision()
    assert "GEHEIM" not in client.get(case.url).content.decode()
    assert not EarlierVersion.objects.exists()


def test_first_publication_with_a_correction_has_no_version_before(client, home):
    note = {"date": timezone.localdate(), "was": "Zeven.", "now": "Negen.", "keep": True}
    page = factories.CasePageFactory(corrections=[("correction", note)])
    html = client.get(page.url).content.decode()
    assert "Zeven." in html and "/versies/" not in html


def test_each_correction_has_its_own_version(client, case):
    case = correct(correct(case), body="Er doen tien partners mee.")
    first, second = EarlierVersion.objects.order_by("pk")
    assert OLD in client.get(first.get_absolute_url()).content.decode()
    assert NEW in client.get(second.get_absolute_url()).content.decode()


def test_mistake_that_may_not_be_read_takes_all_versions_with_it(client, case):
    case = correct(case)
    url = EarlierVersion.objects.get().get_absolute_url()
    case = correct(case, keep=False)
    assert [client.get(v.get_absolute_url()).status_code for v in EarlierVersion.objects.all()] == [410, 410]
    assert url not in client.get(case.url).content.decode()


def test_version_goes_with_its_entry(client, case):
    case = correct(case)
    url = EarlierVersion.objects.get().get_absolute_url()
    restriction = PageViewRestriction.objects.create(page=case.get_parent(), restriction_type="groups")
    restriction.groups.set(Group.objects.all()[:1])
    answer = client.get(url)
    assert (answer.status_code, OLD in answer.content.decode()) == (404, False)
    restriction.delete()
    case.unpublish()
    answer = client.get(url)
    assert (answer.status_code, OLD in answer.content.decode()) == (410, False)
    case.delete()
    assert client.get(url).status_code == 404


def test_room_may_refuse_a_version(client, case, monkeypatch):
    case = correct(case)
    url = EarlierVersion.objects.get().get_absolute_url()
    assert client.get(url).status_code == 200
    refused = Registry()
    refused.add(lambda entry, version: entry.pk == case.pk and OLD in str(version.content))
    monkeypatch.setattr(history, "version_refusals", refused)
    assert client.get(url).status_code == 410
    assert url not in client.get(case.url).content.decode()


def test_withdrawn_consent_takes_the_versions_along(client, case, monkeypatch):
    case = correct(case)
    url = EarlierVersion.objects.get().get_absolute_url()
    held = {case.translation_key: Redaction(names=("Iemand",))}
    source = SimpleNamespace(of_entries=lambda keys: held, of_people=lambda keys: {})
    sources = Registry()
    sources.add(source)
    monkeypatch.setattr(redactions, "redaction_sources", sources)
    assert client.get(url).status_code == 410
    assert url not in client.get(case.url).content.decode()


def test_version_is_in_no_list(client, case, work):
    case = correct(case)
    work()
    version = EarlierVersion.objects.get()
    for url in ("/sitemap.xml", "/zoeken/?q=zevenentwintig+partners", "/feeds/alles.xml", case.get_parent().url):
        html = client.get(url).content.decode()
        assert f"/versies/{version.pk}/" not in html and OLD not in html, url
    assert 'data-count="0"' in client.get("/zoeken/?q=zevenentwintig").content.decode()


def test_files_of_a_readable_version_are_served(client, home):
    image, document = factories.SiteImageFactory(), factories.SiteDocumentFactory()
    page = factories.ReportPageFactory(hero_image=image, pdf=document)
    urls = [document.url, image.get_rendition("width-20|format-webp").url]
    page = correct(page, without=["hero_image", "pdf"])
    assert [client.get(url).status_code for url in urls] == [200, 200]
    correct(page, keep=False)
    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_correction_of_tomorrow_is_refused():
    from wagtail.blocks import StructBlockValidationError  # noqa: PLC0415 -- settings first

    from core.blocks.corrections import CorrectionBlock  # noqa: PLC0415 -- settings first

    block = CorrectionBlock()
    value = {"date": timezone.localdate() + timedelta(days=1), "was": "a", "now": "b", "keep": True}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize(value))


def test_versions_cost_few_queries(client, case, django_assert_max_num_queries):
    case = correct(correct(case))
    client.get(case.url)
    with django_assert_max_num_queries(18):
        client.get(case.url)
