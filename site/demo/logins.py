"""A login for each role, for trying the site out; never on a site that others can reach."""

import json
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT

ROLES = {
    "student": ("student", STUDENT),
    "researcher": ("onderzoeker", RESEARCHER),
    "chief_editor": ("eindredacteur", CHIEF_EDITOR),
    "administrator": ("beheerder", None),
}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def login_file() -> Path:
    """Where the passwords of this installation stand."""
    return Path(settings.VAR_DIR) / "demo-logins.json"


def is_private() -> bool:
    """Return whether only this machine can reach the site."""
    return urlsplit(settings.SITE_URL).hostname in LOOPBACK


@contextmanager
def restoring_logins_on_failure():
    """Put the file with passwords back as it was when the block fails.

    Yields what to undo; once it is cleared (at the commit) the new file stays.
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
    """Make a user for each role that has none, keep the passwords, and return how many were made."""
    logins = _make_users() if is_private() else {}
    if logins:
        _write(login_file(), json.dumps(logins, indent=2).encode())
    return len(logins)


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
        logins[role] = {"username": username, "password": password}
    return logins


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    new.replace(path)
