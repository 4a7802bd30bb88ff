"""Creates a login for each role, on sites that only this machine can reach, and closes them on others."""

import json
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count

from directory.models import Organisation, Theme
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from editorial.models import BoardMember

ROLES = {
    "student": ("student", STUDENT),
    "researcher": ("onderzoeker", RESEARCHER),
    "chief_editor": ("eindredacteur", CHIEF_EDITOR),
    "translator": ("vertaler", TRANSLATOR),
    "partner": ("partner", PARTNER),
    "administrator": ("beheerder", None),
}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def login_file() -> Path:
    """Return the path of the file with passwords."""
    return Path(settings.VAR_DIR) / "demo-logins.json"


def is_private() -> bool:
    """Return whether the site has a loopback address."""
    return urlsplit(settings.SITE_URL).hostname in LOOPBACK


@contextmanager
def restoring_logins_on_failure():
    """Restore the file with passwords when the block fails.

    Yields the list of actions that restore it; clear it (at the commit) to keep the new file.
    """
    path = login_file()
    before = path.read_bytes() if path.exists() else None
    undo = [lambda: path.unlink(missing_ok=True) if before is None else _write(path, before)]
    try:
        yield undo
    except BaseException:
        for action in undo:
            action()
        raise


def make_logins() -> int:
    """Create a user for each role without one and store the passwords; return the number of users."""
    logins = _make_users() if is_private() else {}
    if logins:
        _write(login_file(), json.dumps(logins, indent=2).encode())
    return len(logins)


def close_logins() -> list[str]:
    """Close the logins of the example content on a site that others reach; return their names.

    A user whose password is no longer the stored one belongs to somebody. The file goes in any case.
    """
    if is_private() or not login_file().exists():
        return []
    closed: list[str] = []
    for login in json.loads(login_file().read_text(encoding="utf-8")).values():
        user = get_user_model().objects.filter(username=login["username"], is_active=True).first()
        if user is not None and user.check_password(login["password"]):
            user.is_active = False
            user.save(update_fields=["is_active"])
            closed.append(user.username)
    login_file().unlink()
    return closed


def _make_users() -> dict:
    users = get_user_model().objects
    logins = {}
    for role, (username, group) in ROLES.items():
        if users.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(15)
        rights = {"is_staff": True, "is_superuser": True} if group is None else {}
        user = users.create_user(username, f"{username}@example.org", password, **rights)
        if group:
            user.groups.add(Group.objects.get(name=group))
        _give_subjects(user, role)
        logins[role] = {"username": username, "password": password}
    return logins


def _give_subjects(user, role: str) -> None:
    """Give the researcher two themes and the partner an organisation, those that most entries name."""
    if role == "researcher":
        themes = Theme.objects.filter(locale__language_code="nl").annotate(number=Count("entries"))
        BoardMember.objects.create(user=user).themes.set(themes.order_by("-number", "pk")[:2])
    elif role == "partner":
        found = Organisation.objects.filter(locale__language_code="nl").annotate(number=Count("partnerships"))
        BoardMember.objects.create(user=user).organisations.set(found.order_by("-number", "pk")[:1])


def _write(path: Path, content: bytes) -> None:
    """Write a file atomically, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    new.replace(path)
