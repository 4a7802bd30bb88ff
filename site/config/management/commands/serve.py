"""Serves the site: `manage.py serve`. The server is granian, the application `config.rsgi` (docs/decisions/0058)."""

import os
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.incoming import remove_left_over
from config.memory import limit_allocators, share_memory
from demo.logins import close_logins


def read_port(text: str) -> int:
    """Return the number of a port; raise ArgumentTypeError for another text."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ArgumentTypeError(f"PORT={text}: give a number from 1 to 65535")
    return int(text)


class Command(BaseCommand):
    """Serves until SIGTERM or SIGINT."""

    help = "Serve the site on HOST:PORT, with WEB_WORKERS processes."

    def add_arguments(self, parser):
        """Add the address."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=read_port, default=os.environ.get("PORT") or "8000")

    def handle(self, *args, host: str, port: int, **options):
        """Load the site once, and let the processes begin as copies of this one."""
        limit_allocators()
        self.close_example_logins()
        from config.server import (  # noqa: PLC0415 -- other commands do without the server and the application
            check_address,
            make_server,
            raise_file_limit,
        )

        try:
            check_address(host, port)
        except OSError as error:
            raise CommandError(f"{host}:{port}: {error.strerror}") from None
        remove_left_over()
        from config.gateway.warming import warm  # noqa: PLC0415 -- as above
        from config.rsgi import application  # noqa: PLC0415 -- as above

        os.umask(0o077)  # what the server writes is its own user's only
        raise_file_limit()
        warm(application.application)
        share_memory()
        make_server(host, port).serve()

    def close_example_logins(self):
        """Close the logins of a site that was tried on loopback and is public now, before anybody reaches it."""
        try:
            closed = close_logins()
        except (DatabaseError, OSError, ValueError) as error:
            raise CommandError(f"the logins of the example content cannot be closed: {error}") from None
        if closed:
            self.stdout.write(
                f"stadskennis: SITE_URL is public, so the example logins are closed ({', '.join(closed)}); "
                "manage.py createsuperuser makes one of your own"
            )
            self.stdout.flush()
