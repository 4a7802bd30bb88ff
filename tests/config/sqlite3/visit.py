"""Visits a site in a process that may not write a byte to a file, as on a full disk; prints what it was answered as JSON.

`python -m tests.config.sqlite3.visit PATH...`: statuses of the pages, of a contact message, and of one when there is room.
"""

import json
import os
import resource
import sys


def main() -> None:
    """Print `{"pages", "typed", "message", "with room"}`."""
    import django  # noqa: PLC0415 -- the settings of this process are in its environment

    soft = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, soft))
    django.setup()
    from django.db import close_old_connections  # noqa: PLC0415 -- needs the settings
    from django.test import Client  # noqa: PLC0415 -- needs the settings

    from core.forms import protected  # noqa: PLC0415 -- needs the settings

    protected.MIN_AGE = -1
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    pages = {path: client.get(path).status_code for path in sys.argv[1:]}
    message = {
        "email": "lezer@stadskennis.example",
        "message": "Komt er een avond?",
        "token": protected.make_token("/contact/"),
    }
    refused = client.post("/contact/", message)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, soft))
    close_old_connections()  # as after each request; the test client leaves it out
    sent = client.post("/contact/", message)
    print(json.dumps({"pages": pages, "message": refused.status_code, "typed": message["message"] in refused.text,
                      "with room": sent.status_code}))  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    main()
