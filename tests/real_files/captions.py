"""Caption files with known words and speakers."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field

from talkshows.captions import parser
from tests.real_files.caption_files import (
    write_growing,
    write_roll_up,
    write_sbv,
    write_subrip,
    write_webvtt,
    write_youtube_auto,
)
from tests.real_files.sentences import NAMES, WESTERN_NAMES, WORDS, make_sentence

COUNT = 150
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
CODES = re.compile(r"\{\\|\\[Nh]|</|<[cibuv]\b|<font|<\d\d:|&(amp|lt|gt|nbsp);|-->")


@dataclass
class CaptionSample:
    """A file: its bytes, the words in the order in which they are said, and who says them."""

    name: str
    data: bytes
    words: list[str]
    speakers: set = field(default_factory=set)


def decorate(chooser: random.Random, words: list[str], *, subrip: bool) -> tuple[str, list[str]]:
    """Return the text of a cue with marks around some words, and the words that readers shall see."""
    text, shown = list(words), list(words)
    way = chooser.choice(
        ["", "", "italic", "font", "ass", "break", "mail", "less", "more", "amp", "nbsp", "klass", "music", "ltr"]
    )
    at = chooser.randrange(len(words))
    word = words[at]
    if way == "italic":
        text[at] = f"<i>{word}</i>"
    elif way == "font":
        text[at] = f'<font color="#ffff00">{word}</font>' if subrip else f"<b>{word}</b>"
    elif way == "klass":
        text[at] = word if subrip else f"<c.yellow.bg_blue>{word}</c>"
    elif way == "ass":
        text[0] = f"{{\\an8}}{{\\i1}}{text[0]}{{\\i0}}"
    elif way == "break" and at:
        text[at] = chooser.choice(["\n", "\\N"]) + word
        joined = " ".join(text).replace(" \\N", "\\N").replace(" \n", "\n")
        return joined, shown
    elif way in {"mail", "less", "more", "music"}:
        extra = {"mail": "<info@voorbeeld.nl>", "less": "< 700", "more": "kamers > 20", "music": "<muziek>"}[way]
        text.insert(at, extra)
        shown[at:at] = extra.split()
    elif way == "amp":
        text.insert(at, "R&D" if subrip else "R&amp;D")
        shown.insert(at, "R&D")
    elif way == "nbsp":
        text.insert(at, "700&nbsp;euro")
        shown[at:at] = ["700", "euro"]
    elif way == "ltr":
        text[0] = "\u200e" + text[0]
        shown[0] = "\u200e" + shown[0]
    return " ".join(text), shown


def make_plain(chooser: random.Random, kind: str) -> tuple[str, list[str], set]:
    """Return a file of separate cues, its words and its speakers."""
    cues, said, speakers, at = [], [], set(), chooser.choice([0, 1200, 3_600_500])
    people = chooser.sample(NAMES if kind == "zoom" else WESTERN_NAMES, 2) if kind in {"voice", "zoom"} else []
    for number in range(chooser.randint(3, 12)):
        words = make_sentence(chooser)
        text, shown = (
            decorate(chooser, words, subrip=kind == "subrip")
            if kind in {"webvtt", "subrip"}
            else (" ".join(words), words)
        )
        if people:
            name = people[number % 2] if number < 2 else chooser.choice(people)
            text = f"<v {name}>{text}</v>" if kind == "voice" else f"{name}: {text}"
            speakers.add(name)
        if chooser.random() < 0.1:
            cues.append((at, at + 800, "Ja."))  # said twice: no rolling line
            said.append("Ja.")
            speakers = speakers and {*speakers}
            at += 800
        cues.append((at, at + 2000, text))
        said += shown
        at += 2000 + chooser.choice([0, 0, 400])
    write = {"subrip": write_subrip, "sbv": write_sbv}.get(kind, write_webvtt)
    return write(chooser, cues), said, speakers


def make_samples(seed: int, count: int) -> list[CaptionSample]:
    """Return `count` files; the same for the same seed."""
    chooser, found = random.Random(seed), []
    kinds = ["webvtt", "subrip", "webvtt", "subrip", "voice", "zoom", "sbv", "youtube", "roll", "growing"]
    rolling = {"youtube": write_youtube_auto, "roll": write_roll_up, "growing": write_growing}
    for number in range(count):
        kind = kinds[number % len(kinds)]
        if kind in rolling:
            sentences = [make_sentence(chooser, WORDS) for _ in range(chooser.randint(4, 10))]
            text, words, speakers = (
                rolling[kind](chooser, sentences),
                [word for line in sentences for word in line],
                set(),
            )
        else:
            text, words, speakers = make_plain(chooser, kind)
        encoding = chooser.choice(ENCODINGS)
        try:
            data = text.replace("\n", chooser.choice(["\n", "\r\n", "\r"])).encode(encoding)
        except UnicodeEncodeError:
            encoding, data = "utf-8", text.encode()
        found.append(CaptionSample(f"captions {seed}/{number} {kind} {encoding}", data, words, speakers))
    return found


def judge(sample: CaptionSample) -> str:
    """Return what is wrong with how a file is read, or an empty string."""
    try:
        parsed = parser.parse(parser.decode(sample.data))
    except parser.CaptionError as error:
        return f"refused: {error}"
    except Exception as error:  # a crash is what is looked for
        return f"crash: {error!r}"
    found = [word for cue in parsed.cues for word in cue.text.split()]
    if found != sample.words:
        lost, more = Counter(sample.words) - Counter(found), Counter(found) - Counter(sample.words)
        return f"lost {dict(lost)}, too many {dict(more)}" if lost or more else "words in another order"
    codes = CODES.search("\n".join(cue.text for cue in parsed.cues))
    if codes:
        return f"a code is shown: {codes.group()}"
    named = {cue.speaker for cue in parsed.cues if cue.speaker}
    return "" if named == sample.speakers else f"speakers {named} instead of {sample.speakers}"


def judge_samples(samples: list[CaptionSample]) -> list[str]:
    """Return one sentence per fault."""
    return [f"{sample.name}: {fault}" for sample in samples if (fault := judge(sample))]
