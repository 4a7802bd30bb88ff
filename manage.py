#!/usr/bin/env python3
"""Django's command line, with the plain folder `site/` on the path."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one management command."""
    root = Path(__file__).resolve().parent
    sys.path.insert(0, str(root / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs the path above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
