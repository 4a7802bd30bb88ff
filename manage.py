#!/usr/bin/env python3
"""Django's command line, with the plain folder `site/` on the path."""

import os
import sys
from pathlib import Path

RUNNING = {"serve", "worker"}  # commands of an installation


def choose_settings(arguments: list[str]) -> str:
    """Return the settings of a command: production's where the site runs or says who it is, else those for development."""
    from config.settings.environment import read  # noqa: PLC0415 -- needs the path of `main`

    is_installed = read("str", "SECRET_KEY", "") or read("str", "SITE_URL", "").lower().startswith("https://")
    return f"config.settings.{'production' if is_installed or RUNNING & set(arguments[1:2]) else 'dev'}"


def main() -> None:
    """Run one management command."""
    root = Path(__file__).resolve().parent
    sys.path.insert(0, str(root / "site"))
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        os.environ["DJANGO_SETTINGS_MODULE"] = choose_settings(sys.argv)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- needs the path above
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- the same

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a bad setting is one line (docs/settings.md)
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()
