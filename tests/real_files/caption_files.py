"""Caption files as programs write them: numbering, times, tags and rolling lines of real exports."""

import random


def write_time(milliseconds: int, mark: str = ".", *, hours: bool = True) -> str:
    """Return a timestamp; without hours when it may do without."""
    seconds, rest = divmod(milliseconds, 1000)
    clock = f"{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{rest:03d}"
    return f"{seconds // 3600:02d}:{clock}" if hours or seconds >= 3600 else clock


def write_webvtt(chooser: random.Random, cues: list) -> str:
    """WebVTT with what exporters put around the cues; `cues` are (start, end, text)."""
    head = chooser.choice(["WEBVTT", "WEBVTT - Opname van de avond", "WEBVTT\nKind: captions\nLanguage: nl"])
    blocks = [head]
    if chooser.random() < 0.3:
        blocks.append(
            chooser.choice(
                ["NOTE zelf gemaakt", "NOTE\nduration: 1\nlanguage: nl", "STYLE\n::cue {\n  color: lime;\n}"]
            )
        )
    named = chooser.choice(["", "number", "guid"])
    hours = chooser.random() < 0.7
    settings = chooser.choice(["", " align:start position:0%", " line:90%", "  "])
    gap = chooser.choice(["\n\n", "\n\n\n", "\n \n"])
    for number, (start, end, text) in enumerate(cues, start=1):
        name = {"": "", "number": f"{number}\n", "guid": f"8c2a7b1e-{number:04d}/12-0\n"}[named]
        times = f"{write_time(start, hours=hours)} --> {write_time(end, hours=hours)}{settings}"
        blocks.append(f"{name}{times}\n{text}")
    return gap.join(blocks) + chooser.choice(["", "\n", "\n\n"])


def write_subrip(chooser: random.Random, cues: list) -> str:
    """SubRip with the liberties of its many writers."""
    mark = chooser.choice([",", ",", ".", ", "])
    arrow = chooser.choice([" --> ", " --> ", "-->", " -> ", " –> "])
    numbered = chooser.random() < 0.8
    gap = chooser.choice(["\n\n", "\n\n\n", "\n"]) if numbered else "\n\n"
    after_time = chooser.choice(["\n", "\n", "\n", "  \n", "\n\n"]) if gap != "\n" else "\n"
    first = chooser.choice([0, 1, 1])
    blocks = [
        f"{f'{number}' + chr(10) if numbered else ''}{write_time(start, mark)}{arrow}{write_time(end, mark)}{after_time}{text}"
        for number, (start, end, text) in enumerate(cues, start=first)
    ]
    return gap.join(blocks) + "\n"


def write_sbv(_chooser: random.Random, cues: list) -> str:
    """YouTube's own SBV."""
    return "\n\n".join(f"{write_time(start)[1:]},{write_time(end)[1:]}\n{text}" for start, end, text in cues) + "\n"


def write_youtube_auto(chooser: random.Random, sentences: list[list[str]]) -> str:
    """YouTube's automatic captions as yt-dlp stores them: each sentence rolls through three cues."""
    subrip = chooser.random() < 0.4
    tagged = not subrip
    blocks, at, before, number = ([] if subrip else ["WEBVTT\nKind: captions\nLanguage: nl"]), 30, " ", 0
    mark, settings = ("," if subrip else "."), ("" if subrip else " align:start position:0%")

    def add(start, end, lines):
        nonlocal number
        number += 1
        head = f"{number}\n" if subrip else ""
        blocks.append(f"{head}{write_time(start, mark)} --> {write_time(end, mark)}{settings}\n{lines}")

    for words in sentences:
        end = at + 300 * len(words) + 500
        rest = "".join(
            f"<{write_time(at + 300 * place)}><c> {word}</c>" for place, word in enumerate(words[1:], start=1)
        )
        plain = " ".join(words)
        add(at, end, f"{before}\n{words[0] + rest if tagged else plain}")
        add(end, end + 10, f"{plain}\n ")
        at, before = end + 10, plain
    return "\n\n".join(blocks) + "\n"


def write_roll_up(chooser: random.Random, sentences: list[list[str]]) -> str:
    """Broadcast captions that roll up: every cue repeats one or two lines of the one before."""
    depth, cues, lines = chooser.choice([2, 3]), [], []
    for number, words in enumerate(sentences):
        lines = [*lines, " ".join(words)][-depth:]
        cues.append((number * 2000, number * 2000 + 2000, "\n".join(lines)))
    return write_subrip(chooser, cues) if chooser.random() < 0.5 else write_webvtt(chooser, cues)


def write_growing(chooser: random.Random, sentences: list[list[str]]) -> str:
    """Live captions: a sentence grows by some words per cue."""
    cues, at = [], 0
    for words in sentences:
        for length in sorted({max(1, len(words) // 3), max(2, 2 * len(words) // 3), len(words)}):
            cues.append((at, at + 700, " ".join(words[:length])))
            at += 700
    return write_webvtt(chooser, cues)
