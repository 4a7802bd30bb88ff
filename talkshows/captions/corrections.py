"""Corrections of single cues that survive a new upload of the caption file.

A correction is a dict {"start", "was_text", "was_speaker", "text", "speaker", "fits"}. It applies to the cue with the same
original text and speaker, the nearest in time when there are several. Corrections of files that were read before names counted
as speakers hold the name in their text.
"""

from talkshows.captions.cue import Cue
from talkshows.captions.speakers import find_name


def make_correction(original: Cue, text: str, speaker: str) -> dict:
    """Return the correction that replaces text and speaker of `original`, a cue of the file."""
    return {
        "start": original.start, "was_text": original.text, "was_speaker": original.speaker,
        "text": text, "speaker": speaker, "fits": True,
    }  # fmt: skip


def apply_corrections(cues: list[Cue], corrections: list[dict]) -> tuple[list[Cue], list[dict]]:
    """Return (corrected cues, corrections); `fits` is false for a correction without a matching cue."""
    result, kept = list(cues), []
    places: dict[tuple[str, str], list[int]] = {}
    for place, cue in enumerate(cues):
        places.setdefault((cue.text, cue.speaker), []).append(place)
    for stored in corrections:
        correction = stored if (stored["was_text"], stored["was_speaker"]) in places else _split_name(stored)
        candidates = places.get((correction["was_text"], correction["was_speaker"]), [])
        best = min(candidates, key=lambda place: abs(cues[place].start - correction["start"]), default=None)
        kept.append({**correction, "fits": best is not None})
        if best is not None:
            candidates.remove(best)
            cue = cues[best]
            kept[-1]["start"] = cue.start
            result[best] = Cue(cue.start, cue.end, correction["text"], correction["speaker"])
    return [cue for cue in result if cue.text.strip()], kept


def _split_name(correction: dict) -> dict:
    """Return a correction with the name before the colon of its old text as speaker, where it has one."""
    name, rest = find_name(correction["was_text"])
    if correction["was_speaker"] or not name:
        return correction
    new_name, new_text = find_name(correction["text"])
    return {
        **correction, "was_text": rest, "was_speaker": name,
        "text": new_text or correction["text"], "speaker": correction["speaker"] or new_name or name,
    }  # fmt: skip
