"""Run by test_publishers.py in a process of its own: eight threads publish on a migrated database file, as in an installation."""

import sys
import threading

import django

WRITERS, SAVES = 8, 25


def main() -> int:
    """Publish 200 times and say what failed."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- after setup

    from knowledge.models import CasePage  # noqa: PLC0415 -- after setup
    from tests import factories  # noqa: PLC0415 -- after setup

    pages = [factories.CasePageFactory() for _ in range(WRITERS)]
    failures: list[str] = []

    def publish(pk: int) -> None:
        try:
            for number in range(SAVES):
                page = CasePage.objects.get(pk=pk)
                page.lead = f"Keer {number}"
                page.save_revision().publish()
        except Exception as error:
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[page.pk]) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    leads = {CasePage.objects.get(pk=page.pk).lead for page in pages}
    revisions = sum(page.revisions.count() for page in pages)
    print(connection.vendor, len(failures), sorted(leads), revisions, failures[:2])
    return 1 if failures or leads != {f"Keer {SAVES - 1}"} or revisions != WRITERS * (SAVES + 1) else 0


if __name__ == "__main__":
    sys.exit(main())
