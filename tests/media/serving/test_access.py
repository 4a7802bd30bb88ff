"""Files are served while something public uses them, whole or in part, and by no other address."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.models import Partnership
from editorial.groups import PARTNER
from editorial.models import BoardMember, CoAuthor
from media.models import PublicCollection
from media.serving.ranges import UnsatisfiableRangeError, parse_range
from tests import factories
from tests.clients import sign_in
from tests.publishing import publish, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(home):
    """A published report with a PDF and a picture."""
    return factories.ReportPageFactory(pdf=factories.SiteDocumentFactory(), hero_image=factories.SiteImageFactory())


def files(report) -> list[str]:
    """Return the addresses of the report's files."""
    return [report.pdf.url, report.hero_image.get_rendition("width-20|format-webp").url]


def codes(client, urls) -> list[int]:
    return [client.get(url).status_code for url in urls]


def test_files_of_a_published_entry_are_served(client, report):
    assert codes(client, files(report)) == [200, 200]


def test_files_of_a_draft_are_not(client, student):
    draft = factories.ReportPageFactory(
        publish=False, pdf=factories.SiteDocumentFactory(), hero_image=factories.SiteImageFactory()
    )
    assert codes(client, files(draft)) == [404, 404]
    assert codes(student, files(draft)) == [200, 200]


def test_who_reads_along_gets_the_files_of_what_concerns_them_alone(home):
    drafts = [
        factories.ReportPageFactory(
            publish=False, pdf=factories.SiteDocumentFactory(), hero_image=factories.SiteImageFactory()
        )
        for _number in range(2)
    ]
    for draft in drafts:
        draft.save_revision()
    partner = sign_in(factories.UserFactory(PARTNER))
    CoAuthor.objects.create(page=drafts[0], user=partner.user)
    assert [codes(partner, files(draft)) for draft in drafts] == [[200, 200], [404, 404]]
    loose = factories.SiteDocumentFactory()
    assert codes(partner, [loose.url, f"/documents/{loose.pk}/x.pdf"]) == [404, 404]


def test_files_of_a_draft_of_a_public_page_are_for_who_reads_along_when_it_waits_or_is_shared(home):
    organisation, partner = factories.OrganisationFactory(), sign_in(factories.UserFactory(PARTNER))
    BoardMember.objects.create(user=partner.user).organisations.add(organisation)
    page = factories.ReportPageFactory(publish=False, pdf=factories.SiteDocumentFactory())
    page.partnerships.add(Partnership(organisation=organisation))
    publish(page)
    draft = type(page).objects.get(pk=page.pk)
    draft.pdf, draft.hero_image = factories.SiteDocumentFactory(), factories.SiteImageFactory()
    draft.save_revision()
    assert codes(partner, files(draft)) == [404, 404]
    assert codes(partner, [page.pdf.url]) == [200]
    shared = CoAuthor.objects.create(page=page, user=partner.user)
    assert codes(partner, files(draft)) == [200, 200]
    shared.delete()
    submit(draft, factories.UserFactory())
    assert codes(partner, files(draft)) == [200, 200]


def test_files_are_gone_when_the_entry_is_unpublished_private_or_deleted(client, report):
    urls = files(report)
    report.unpublish()
    assert codes(client, urls) == [404, 404]
    publish(report)
    assert codes(client, urls) == [200, 200]
    restriction = PageViewRestriction.objects.create(page=report.get_parent(), restriction_type="groups")
    restriction.groups.set(Group.objects.all()[:1])
    assert codes(client, urls) == [404, 404]
    restriction.delete()
    report.delete()
    assert codes(client, urls) == [404, 404]


def test_file_that_the_entry_dropped_is_gone(client, report):
    urls = files(report)
    report.pdf, report.hero_image = None, None
    draft = report.save_revision()
    assert codes(client, urls) == [200, 200]
    draft.publish()
    assert codes(client, urls) == [404, 404]


def test_private_collection_is_kept(client, report):
    restriction = CollectionViewRestriction.objects.create(
        collection=Collection.objects.first(), restriction_type="login"
    )
    assert codes(client, files(report)) == [404, 404]
    restriction.delete()
    assert codes(client, files(report)) == [200, 200]


def test_photo_needs_consent_and_logo_is_public(client, home, work):
    photo, logo = factories.SiteImageFactory(), factories.SiteImageFactory()
    person = factories.PersonFactory(photo=photo, consent=False)
    factories.OrganisationFactory(logo=logo)
    work()
    urls = [image.get_rendition("width-20|format-webp").url for image in (photo, logo)]
    assert codes(client, urls) == [404, 200]
    person.consent = True
    person.save()
    assert codes(client, urls) == [200, 200]


def test_originals_have_no_address(student, report):
    paths = [report.hero_image.file.name, report.pdf.file.name]
    assert codes(student, [f"/media/{path}" for path in paths]) == [404, 404]


@pytest.mark.parametrize(
    "path",
    [
        "../../manage.py",
        "%2e%2e/manage.py",
        "1/..%2f..%2fx",
        "1/%00",
        "1/%ED%A0%80",
        "99999999999999999999/x",
        "1/" + "a" * 3000,
        "-1/x",
        "1/",
        "abc/x",
    ],
)
@pytest.mark.parametrize("base", ["/media/images/", "/documents/", "/media/recordings/", "/media/"])
def test_hostile_path_is_no_error(client, report, base, path):
    assert client.get(base + path).status_code in {302, 400, 404}


def test_ranges_and_validators(client, report):
    url = report.pdf.url
    whole = client.get(url)
    body = b"".join(whole.streaming_content)
    assert whole["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in whole
    part = client.get(url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, body[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{len(body)}"
    assert client.get(url, headers={"Range": f"bytes={len(body)}-"}).status_code == 416
    assert client.get(url, headers={"Range": "bytes=0-1,3-4"}).status_code == 200
    assert client.get(url, headers={"Range": "onzin"}).status_code == 200
    assert client.get(url, headers={"Range": "bytes=0-1", "If-Range": '"anders"'}).status_code == 200
    assert client.get(url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert client.head(url)["Content-Length"] == str(len(body))
    report.unpublish()
    assert client.get(url, headers={"If-None-Match": whole["ETag"]}).status_code == 404


def test_file_costs_few_queries(client, report, django_assert_max_num_queries):
    for url in files(report):
        client.get(url)
        with django_assert_max_num_queries(9):
            client.get(url)


@given(
    st.one_of(st.text(max_size=60), st.from_regex(r"bytes=[0-9]{0,22}-[0-9]{0,22}", fullmatch=True)),
    st.integers(0, 10**6),
)
def test_any_range_is_inside_the_file(header, size):
    try:
        found = parse_range(header, size)
    except UnsatisfiableRangeError:
        return
    if found is not None:
        assert 0 <= found[0] <= found[1] < size


def test_public_collection_serves_what_no_page_uses(client, home):
    root = Collection.get_first_root_node()
    kit = root.add_child(name="Perskit")
    inside, outside = factories.SiteDocumentFactory(collection=kit), factories.SiteDocumentFactory(collection=root)
    assert client.get(inside.url).status_code in {403, 404}
    row = PublicCollection.objects.create(collection=kit, reason="Perskit")
    assert (client.get(inside.url).status_code, client.get(outside.url).status_code in {403, 404}) == (200, True)
    restriction = CollectionViewRestriction.objects.create(collection=kit, restriction_type="login")
    assert client.get(inside.url).status_code in {403, 404}
    restriction.delete()
    row.delete()
    assert client.get(inside.url).status_code in {403, 404}


@pytest.mark.parametrize(
    ("role", "allowed"), [(None, False), ("Student", False), ("Onderzoeker", False), ("Eindredacteur", True)]
)
def test_only_the_chief_editor_makes_a_collection_public(visitor, allowed):
    url = reverse(PublicCollection.snippet_viewset.get_url_name("add"))
    visitor.post(url, {"collection": Collection.get_first_root_node().pk, "reason": "Alles"})
    assert PublicCollection.objects.exists() is allowed
