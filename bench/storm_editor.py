"""An editor of the storm, in a process of its own: `make` makes the entries, `change BOARD EDITOR NUMBER` changes a third of them."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def set_up(has_factories: bool = False) -> None:
    """Set Django up with the settings of the site, and with the kind of tests alone that the factories know."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django
    from django.conf import settings

    if has_factories:
        settings.INSTALLED_APPS.append("tests.new_kind")
    django.setup()


def make() -> str:
    """Make the section and its entries; return the path of the section."""
    from bench.storm_states import ENTRIES, expect
    from tests import factories

    factories.get_home()
    for entry in range(ENTRIES):
        state = expect(entry, 0)
        page = factories.CasePageFactory(
            title=state.token, slug=state.path.strip("/"), themes=[factories.ThemeFactory(name=f"Thema {entry}")]
        )
    return page.get_url_parts()[2].removesuffix(f"{page.slug}/")


def change(board_path: str, editor: str, number: str) -> None:
    """Make this editor's part of `number` changes, each in a transaction of its own."""
    from django.db import transaction

    from bench.storm import EDITORS, Board
    from bench.storm_states import ENTRIES, expect, get_step
    from core.models import EntryPage

    board = Board(Path(board_path))
    own = [entry for entry in range(ENTRIES) if entry % EDITORS == int(editor)]
    pages = {entry: EntryPage.objects.get(title=expect(entry, 0).token).pk for entry in own}
    share = int(number) // EDITORS + (int(editor) < int(number) % EDITORS)
    for at in range(share):
        entry = own[at % len(own)]
        step = board.read(entry, committed=False) + 1
        board.write(entry, False, step)
        with transaction.atomic():
            act(get_step(step), EntryPage.objects.get(pk=pages[entry]).specific, entry, step)
        board.write(entry, True, step)


def act(step: str, page, entry: int, number: int) -> None:
    """Change an entry."""
    from wagtail.models import Page, PageViewRestriction

    from bench.storm_states import expect
    from directory.merging.execute import merge_records
    from tests import factories

    state = expect(entry, number)
    if step == "publish":
        page.title = state.token
        page.save_revision().publish()
    elif step == "rename":
        page.slug = state.path.strip("/")
        page.save_revision().publish()
    elif step == "merge":
        old = page.themes.first()
        merge_records(old, factories.ThemeFactory(name=state.theme))
    elif step == "withdraw":
        page.unpublish()
    elif step == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    elif step == "free":
        PageViewRestriction.objects.filter(page=page).delete()
    elif step == "row":
        Page.objects.filter(pk=page.pk).update(title=state.token)


if __name__ == "__main__":
    set_up(has_factories=True)
    print(json.dumps({"make": make, "change": change}[sys.argv[1]](*sys.argv[2:])))
