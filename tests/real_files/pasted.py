"""Pasted texts with known words: what stays, what the writer had taken out, and what the editor must be told."""

import random
import re
import unicodedata
from dataclasses import dataclass, field

from tests.real_files import pasted_html as html
from tests.real_files.editor import open_editor
from tests.real_files.sentences import PLAIN, make_sentence

COUNT = 150


@dataclass
class PastedSample:
    """HTML of a clipboard; `words` in their order, `hidden` that must not come along, `headings` as (level, text)."""

    name: str
    html: str
    words: list[str]
    hidden: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    items: int = 0
    told: bool = False  # something cannot be kept, or was taken out: a notice must say so


class Writer:
    """Makes one sample piece by piece."""

    def __init__(self, name: str, seed: str):
        self.chooser = random.Random(seed)
        self.program = self.chooser.choice(list(html.HEADS))
        self.sample = PastedSample(f"{name} {self.program}", "", [])
        self.body, self.tail, self.secrets = [], [], 0

    def secret(self) -> str:
        """Return a new word that readers must not see."""
        self.secrets += 1
        word = f"geheim{self.secrets}x"
        self.sample.hidden.append(word)
        self.sample.told = True
        return word

    def sentence(self) -> list[str]:
        """Return the words of a sentence; they are known to the sample."""
        words = make_sentence(self.chooser, PLAIN)
        self.sample.words += words
        return words

    def paragraph(self) -> None:
        """Add a paragraph with marks around some of its words."""
        words = self.sentence()
        way, at = (
            self.chooser.choice(["", "bold", "del", "comment", "sup", "ins", "link", "break"]),
            self.chooser.randrange(len(words)),
        )
        text = list(words)
        if way == "bold":
            text[at] = f"<b>{text[at]}</b>"
        elif way == "ins":
            text[at] = f'<ins cite="mailto:x" datetime="2026-01-01">{text[at]}</ins>'
        elif way == "link":
            text[at] = f'<a href="https://voorbeeld.nl/">{text[at]}</a>'
        elif way == "break":
            text[at] = f"{text[at]}<br>"
        elif way == "sup":
            raised = self.chooser.choice(["2", "de"])
            text[at] = f"{text[at]}<sup>{raised}</sup>"
            self.sample.words[len(self.sample.words) - len(words) + at] += raised
            self.sample.told |= raised == "de"
        elif way == "del":
            text[at] = html.hide(self.chooser, self.program, self.secret()) + text[at]
        elif way == "comment" and self.program not in {"web", "libre"}:
            mark, box = html.comment(self.program, self.secret())
            text[at] += mark
            self.tail.append(box)
        self.body.append(f"<p class=MsoNormal>{' '.join(text)}</p>")

    def heading(self) -> None:
        """Add a heading of level 1 to 5; the editor knows two levels."""
        level, words = self.chooser.randint(1, 5), self.sentence()
        self.body.append(html.heading(self.program, level, " ".join(words)))
        self.sample.headings.append(("header-two" if level < 3 else "header-three", " ".join(words)))

    def list(self) -> None:
        """Add a list of three items."""
        items = [" ".join(self.sentence()) for _ in range(3)]
        self.body.append(html.bullets(self.program, items, ordered=self.chooser.random() < 0.4))
        self.sample.items += 3

    def table(self) -> None:
        """Add a table of two rows; the rich text editor has none."""
        self.body.append(html.table([[" ".join(self.sentence()) for _ in range(2)] for _ in range(2)]))
        self.sample.told = True

    def finish(self) -> PastedSample:
        """Return the sample."""
        self.sample.html = html.HEADS[self.program].replace("{body}", "\n".join([*self.body, *self.tail]))
        return self.sample


def make_samples(seed: int, count: int) -> list[PastedSample]:
    """Return `count` pasted texts; the same for the same seed."""
    found = []
    for number in range(count):
        writer = Writer(f"pasted {seed}/{number}", f"{seed}-{number}")
        for _ in range(writer.chooser.randint(2, 6)):
            writer.chooser.choice([writer.paragraph, writer.paragraph, writer.heading, writer.list, writer.table])()
        found.append(writer.finish())
    return found


def judge(sample: PastedSample, blocks: list[dict], notice: str) -> str:
    """Return what is wrong with what the editor holds after the paste, or an empty string."""
    text = unicodedata.normalize("NFKC", " ".join(block["text"] for block in blocks))  # a raised 2 is a 2
    found = re.sub(r"\s[|·–]\s|;", " ", text).split()  # what may stand between the cells of a table
    if any(word in text for word in sample.hidden) or re.search(r"\[(X1|a)\]", text):
        return f"hidden words are shown: {text!r}"
    if found != sample.words:
        return f"words {found} instead of {sample.words}"
    headings = [
        (block["type"], unicodedata.normalize("NFKC", block["text"].strip()))
        for block in blocks
        if block["type"].startswith("header")
    ]
    if headings != sample.headings:
        return f"headings {headings} instead of {sample.headings}"
    items = sum(block["type"].endswith("list-item") for block in blocks)
    if items != sample.items:
        return f"{items} items of lists instead of {sample.items}"
    return "" if bool(notice) >= sample.told else "what was left out is not told"


def judge_samples(samples: list[PastedSample], browser=None) -> list[str]:
    """Paste every sample into an editor in Chromium; return one sentence per fault."""
    faults = []
    with open_editor(browser=browser) as editor:
        for sample in samples:
            fault = judge(sample, *editor.paste(sample.html))
            faults += [f"{sample.name}: {fault}"] if fault else []
        faults += [f"error in the browser: {error}" for error in editor.errors]
    return faults
