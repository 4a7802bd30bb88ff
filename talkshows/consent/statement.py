"""The statement that no guest is recognisable holds for the recording that it was made about, and for no other.

`digest_recording` names what it is about: the file or address and the captions. A page keeps it in
`statement_about`; a statement without it, from before that column, is about the recording that it stands with.
"""

import hashlib
import json

from talkshows.consent.guests import STATEMENT

ASKED_FIELD = "statement_asked"  # form field: what the statement was about when its box was shown without a tick


def digest_recording(identity: str, tracks) -> str:
    """Return a digest of a recording (`recording_identity`, caption tracks); the order of the tracks is no part of it."""
    captions = sorted([track.language, [cue.to_row() for cue in track.get_cues()]] for track in tracks)
    return hashlib.sha256(json.dumps([identity, captions]).encode()).hexdigest()[:32]


def digest_page(page) -> str:
    """Return the digest of the recording of a page as it is in memory."""
    return digest_recording(page.recording_identity, page.caption_tracks.all())


def holds(page) -> bool:
    """Return whether the page states that no guest is recognisable in the recording that it has."""
    return page.no_recognisable_guest and page.statement_about in {"", digest_page(page)}


def keep_subject(page) -> None:
    """Write on a page what its statement is about; does not save."""
    if not page.no_recognisable_guest:
        page.statement_about = ""
    elif not page.statement_about:
        page.statement_about = digest_page(page)


def restate(page) -> None:
    """Write on a page that its statement is about the recording and captions that it has in memory; does not save."""
    page.statement_about = digest_page(page)


class StatementField:
    """The tick box of the statement in the form of a page: which tick is an answer about the recording that is posted."""

    def __init__(self, form):
        self.form, page = form, form.instance
        self.was_made = page.no_recognisable_guest
        self.about = page.statement_about or (digest_page(page) if self.was_made else "")
        if self.was_made and self.about != digest_page(page):
            form.initial |= {STATEMENT: False, ASKED_FIELD: self.about}

    def judge(self, cleaned: dict, identity: str, tracks) -> bool:
        """Return whether the posted form states it about this recording, and note on the page what it is about.

        A tick that was there before the recording changed is no answer; one that was made since is.
        """
        page, digest = self.form.instance, digest_recording(identity, tracks) if identity else ""
        if not cleaned.get(STATEMENT):
            page.statement_about = ""
            return False
        is_new = not self.was_made or cleaned.get(ASKED_FIELD) == self.about
        page.statement_about = digest if is_new else self.about
        return page.statement_about == digest

    def ask_again(self) -> None:
        """Show the box without a tick when the form is shown again."""
        self.form.data = self.form.data.copy()
        self.form.data.pop(self.form.add_prefix(STATEMENT), None)
        self.form.data[self.form.add_prefix(ASKED_FIELD)] = self.about
