"""What an entry of the storm is after each of its changes: editors make it so, readers know it."""

from dataclasses import dataclass

ENTRIES = 12
# What each change of an entry does, in this order and again from the first.
STEPS = ["publish", "rename", "merge", "withdraw", "publish", "restrict", "free", "row", "rename"]


@dataclass(frozen=True)
class State:
    """An entry as readers may see it: `path` below its section, `token` in its title, or nothing with `status`."""

    path: str
    token: str
    theme: str
    status: int
    mark: str


def get_step(number: int) -> str:
    """Return what change `number` (from 1) does."""
    return STEPS[(number - 1) % len(STEPS)]


def expect(entry: int, number: int) -> State:
    """Return the state of an entry after its change `number`; 0 is how it was made."""
    mark = f"Stormstuk-{entry:02}x"
    token, slug, theme, status = f"{mark}0x", f"stormstuk-{entry}", "", 200
    shown = token
    for at in range(1, number + 1):
        step = get_step(at)
        if step in {"publish", "row"}:
            shown = token = f"{mark}{at}x"
            status = 200
        elif step == "rename":
            slug = f"stormstuk-{entry}-{at}"
        elif step == "merge":
            theme = f"Stormthema-{entry:02}x{at}x"
        elif step == "withdraw":
            token, status = "", 410
        elif step == "restrict":
            token, status = "", 200
        elif step == "free":
            token, status = shown, 200
    return State(f"{slug}/", token, theme, status, mark)
