"""Which caption file of a language readers get, where a page has more than one: the same on the page, in the player and for editors."""


def find_shown(rows) -> list:
    """Return the CaptionTracks that hold words, the first of each language, in their order."""
    found: dict[str, object] = {}
    for row in rows:
        if row.get_cues():
            found.setdefault(row.language, row)
    return list(found.values())
