"""Loading: once, all or nothing, and never over what somebody made."""

import io
import json
import socket
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from accounts.models import User
from demo.files import removing_files_on_failure
from demo.loader import load
from demo.logins import close_logins, login_file, make_logins, restoring_logins_on_failure
from tests import factories
from tests.demo.wordings import count_all


@pytest.fixture
def own_folders(settings, tmp_path):
    """Files and passwords of this test alone."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


def files_below(folder: Path) -> list[Path]:
    """All files in a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_if_empty_leaves_a_site_with_pages_alone(home, own_folders):
    factories.StandardPageFactory(title="Van onszelf")
    before = count_all()
    call_command("load_demo", if_empty=True, verbosity=0)
    assert count_all() == before
    assert files_below(own_folders) == []


@pytest.mark.heavy
def test_own_home_page_is_kept(home, own_folders):
    """Whoever has a home page gets the examples below it, and no logins."""
    load()
    assert Page.objects.get(slug="stadslabs").get_parent().pk == home.pk
    assert not login_file().exists()
    assert not User.objects.filter(username="beheerder").exists()


def test_failure_leaves_nothing(db, own_folders):
    """Pictures can be stored, documents cannot: half of the work is done when it fails."""
    (own_folders / "media").mkdir()
    in_the_way = own_folders / "media" / "documents"
    in_the_way.write_text("no folder")
    before = count_all()
    with pytest.raises(OSError):
        load()
    assert count_all() == before
    assert files_below(own_folders) == [in_the_way]


def test_logins(db, own_folders):
    assert make_logins() == 6
    logins = json.loads(login_file().read_text())
    assert stat.S_IMODE(login_file().stat().st_mode) == 0o600
    for role, login in logins.items():
        user = User.objects.get(username=login["username"])
        assert user.check_password(login["password"])
        assert user.has_perm("wagtailadmin.access_admin")
        assert user.is_superuser == (role == "administrator")


def test_logins_keep_a_user_who_exists(db, own_folders):
    User.objects.create_user("student", "student@example.org", "hun eigen wachtwoord")
    assert make_logins() == 5
    assert "student" not in json.loads(login_file().read_text())
    assert User.objects.get(username="student").check_password("hun eigen wachtwoord")


def test_no_logins_on_a_site_that_others_reach(db, own_folders, settings):
    settings.SITE_URL = "https://stadskennis.example"
    assert make_logins() == 0
    assert not login_file().exists()
    assert not User.objects.exists()


def test_logins_of_a_site_that_became_public_are_closed(db, own_folders, settings, client):
    make_logins()
    stored = json.loads(login_file().read_text())
    own = User.objects.get(username="eindredacteur")
    own.set_password("hun eigen wachtwoord")
    own.save()
    client.force_login(User.objects.get(username="beheerder"))
    assert close_logins() == [] and login_file().exists()
    settings.SITE_URL = "https://stadskennis.example"
    with socket.socket() as taken, pytest.raises(CommandError, match="Address already in use"):
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        call_command("serve", port=taken.getsockname()[1], stdout=(said := io.StringIO()))
    assert (
        said.getvalue().count("\n") == 1 and "(student, onderzoeker, vertaler, partner, beheerder)" in said.getvalue()
    )
    assert list(User.objects.filter(is_active=True)) == [own] and not login_file().exists()
    assert not client.login(username="beheerder", password=stored["administrator"]["password"])
    assert client.get("/beheer/").status_code == 302
    assert close_logins() == []


def test_site_whose_logins_cannot_be_closed_is_not_served(db, own_folders, settings):
    settings.SITE_URL = "https://stadskennis.example"
    login_file().write_text("{")
    with pytest.raises(CommandError, match="cannot be closed"):
        call_command("serve")


def test_failure_puts_the_old_logins_back(db, own_folders):
    login_file().write_text("{}")
    with pytest.raises(RuntimeError), restoring_logins_on_failure():
        assert make_logins() == 6
        raise RuntimeError
    assert login_file().read_text() == "{}"


def test_failure_after_the_commit_takes_nothing_along(db, own_folders):
    with pytest.raises(RuntimeError), removing_files_on_failure() as stored, restoring_logins_on_failure() as undo:
        image = factories.SiteImageFactory()
        make_logins()
        stored.clear()
        undo.clear()
        raise RuntimeError
    assert login_file().exists()
    assert Path(image.file.path).exists()


def test_failure_before_the_commit_takes_files_along(db, own_folders):
    with pytest.raises(RuntimeError), removing_files_on_failure():
        image = factories.SiteImageFactory()
        raise RuntimeError
    assert not Path(image.file.path).exists()
