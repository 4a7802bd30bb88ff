"""What a request stores goes when it fails, whoever sends it; what it deletes goes at its end."""

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config.middleware import stored_files
from media.models import SiteImage, SiteRendition
from media.uploads import rollback
from tests import factories
from tests.media.uploads.test_full_disk import files, own_transactions  # noqa: F401 -- fixture


def draw(request):
    """Store a size of the only image, then fail where it is asked for."""
    rendition = SiteImage.objects.get().get_rendition("width-20|format-webp")
    assert default_storage.exists(rendition.file.name)
    if "fail" in request.GET:
        raise RuntimeError
    return HttpResponse(rendition.file.name)


urlpatterns = [path("draw/", draw), path("beheer/draw/", draw)]
handler500 = "tests.media.uploads.test_rollback.fail"


def fail(request):
    """Answer 500."""
    return HttpResponse(status=500)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/draw/", "/beheer/draw/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_request_that_fails_leaves_nothing(own_transactions, settings, address, method):  # noqa: F811
    settings.MIDDLEWARE = ["config.middleware.stored_files"]
    factories.SiteImageFactory()
    kept, client = files(), Client(raise_request_exception=False)
    assert getattr(client, method)(f"{address}?fail").status_code == 500
    assert files() == kept and not SiteRendition.objects.exists()
    assert rollback.current.get() is None
    assert getattr(client, method)(address).status_code == 200
    assert len(files()) == len(kept) + 1 and SiteRendition.objects.count() == 1


def test_it_is_around_all_other_middleware():
    assert site_settings.MIDDLEWARE[0] == "config.middleware.stored_files"


def store() -> str:
    return default_storage.save("rapport.txt", ContentFile(b"Bladzijde"))


def test_file_is_deleted_at_the_end_of_the_request(db, rf):
    there = []

    def inner(request):
        default_storage.delete(request.name)
        there.append(default_storage.exists(request.name))
        return HttpResponse()

    def outer(request):
        response = stored_files(inner)(request)  # as that of a preview
        there.append(default_storage.exists(request.name))
        return response

    for answer in (inner, outer):
        request = rf.get("/")
        request.name = store()
        stored_files(answer)(request)
        assert not default_storage.exists(request.name) and rollback.current.get() is None
    assert there == [True, True, True]


def test_request_that_raises_deletes_too_and_ends(db, rf):
    request = rf.get("/")
    request.name = store()

    def answer(request):
        default_storage.delete(request.name)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        stored_files(answer)(request)
    assert not default_storage.exists(request.name) and rollback.current.get() is None


def test_outside_of_a_request_a_file_is_deleted_at_once(db):
    name = store()
    default_storage.delete(name)
    assert not default_storage.exists(name)
    rollback.roll_back()
    rollback.delete_orphans()
