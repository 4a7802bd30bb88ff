"""Corrections of single lines, kept when the caption file comes again.

A correction is {"start", "was_text", "was_speaker", "text", "speaker", "fits"}: it belongs to the line of the file with
the same words, the nearest in time when there are several.
"""

from talkshows.captions.cue import Cue


def correct_line(original: Cue, text: str, speaker: str) -> dict:
    """Return the correction that makes `original` (the file's line) say something else."""
    return {
        "start": original.start, "was_text": original.text, "was_speaker": original.speaker,
        "text": text, "speaker": speaker, "fits": True,
    }  # fmt: skip


def apply_corrections(cues: list[Cue], corrections: list[dict]) -> tuple[list[Cue], list[dict]]:
    """Return the corrected cues and the corrections, each marked whether it still fits; none is thrown away."""
    result, kept = list(cues), []
    places: dict[tuple[str, str], list[int]] = {}
    for place, cue in enumerate(cues):
        places.setdefault((cue.text, cue.speaker), []).append(place)
    for correction in corrections:
        candidates = places.get((correction["was_text"], correction["was_speaker"]), [])
        best = min(candidates, key=lambda place: abs(cues[place].start - correction["start"]), default=None)
        kept.append({**correction, "fits": best is not None})
        if best is not None:
            candidates.remove(best)
            cue = cues[best]
            kept[-1]["start"] = cue.start
            result[best] = Cue(cue.start, cue.end, correction["text"], correction["speaker"])
    return [cue for cue in result if cue.text.strip()], kept
