"""Prepares an installation: migrations, example content, static files. Exit code 2 with one line for known problems."""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def statics_digest() -> str:
    """Return a hash of the lock file and of the paths, sizes and times of static files."""
    state = hashlib.sha256((ROOT / "requirements" / "production.txt").read_bytes())
    for path in sorted((ROOT / "site" / "static").rglob("*")):
        if path.is_file():
            state.update(f"{path}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
    return state.hexdigest()


def has_pending_migrations() -> bool:
    """Return whether there are unapplied migrations; seconds faster than an empty `migrate`."""
    from django.core.management import call_command

    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        return True
    return False


def describe_error(error: Exception) -> str:
    """Return a line about a disk that cannot be written, or a database that does not answer."""
    from core.machine_faults import FULL, find_fault

    reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
    if find_fault(error) is FULL:
        return f"disk full: the site cannot be brought up to date ({reason})"
    return f"disk not writable: {reason}" if isinstance(error, OSError) else f"the database does not answer: {reason}"


def main() -> int:
    """Run the steps; return the exit code."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db.utils import OperationalError

    try:
        django.setup()
        from django.conf import settings

        from config.private_files import protect_installation
        from editorial.groups import are_roles_current
        from page_cache import triggers

        protect_installation()
        # `post_migrate` applies the table of roles, so a changed table needs `migrate` too.
        if has_pending_migrations() or not are_roles_current():
            call_command("migrate", verbosity=0, interactive=False)
        if not triggers.is_complete():  # what the page cache counts was changed without a migration
            triggers.install()
        call_command("load_demo", if_empty=True)
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        if not stamp.exists() or stamp.read_text() != statics_digest():
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(statics_digest())
        call_command("fill_page_cache")
    except ImproperlyConfigured as error:
        print(str(error).splitlines()[0])
        return 2
    except (OperationalError, OSError) as error:
        print(describe_error(error))
        return 2
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    sys.exit(main())
