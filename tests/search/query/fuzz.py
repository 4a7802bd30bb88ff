"""Hostile queries by seed: quotes, operators of every engine, NUL, surrogates, RTL, combining marks, length."""

import random

PIECES = [
    '"', "'", "''", '""', "“", "’", "`", "\\", "\\\\", "*", "^", "~", "(", ")", "((", "{", "}", "[", "]", "-", "--", "+", ":", ";", "|",
    "||", "&", "&&", "!", "!!", "<->", "<2>", "@@", "%", "%s", "%(a)s", "$1", "?", "/", "//", "/.*/", "#", "=", ">=", "<", "AND", "OR",
    "NOT", "NEAR", "NEAR(", "NEAR/3", "TO", "_exists_:", "body_stem:", "{body_exact}", "rowid", "always", "null", "NULL", "1=1", "--x",
    "\x00", "\x1f", "\x7f", "\ud800", "\udfff", "\ufeff", "\u200b", "\u202e", "\u2066", "שלום", "مرحبا", "漢字", "ｶﾅ", "ﬁets", "ĳs", "İ", "ß",
    "é" * 3, "e\u0301", "\u0301" * 40, "𝔴𝔬𝔬𝔯𝔡", "👩‍👩‍👧", "½", "²", "१२३", "goudsbloemen", "Goudsblomen", "wijk", "straat", "bewonersparticipatie",
    "l'été", "foto's", "A4'tje", "de", "het", "", " ", "\t", "\n", "a", "1", "0", "-1", "1e9", "{}", '{"query":{"match_all":{}}}', "<b>",
]  # fmt: skip


def make(seed: int, number: int):
    """Yield so many questions."""
    chance = random.Random(seed)
    for at in range(number):
        pieces = [chance.choice(PIECES) for _ in range(chance.randint(1, 12))]
        text = chance.choice(["", " ", " ", "\u00a0"]).join(pieces)
        if at % 97 == 0:
            text = (text or "x") * (10_000 // max(1, len(text)) + 1)
        if at % 31 == 0:
            text = "".join(chr(chance.randrange(1, 0x110000)) for _ in range(chance.randint(1, 60)))
        yield text[:10_000]
