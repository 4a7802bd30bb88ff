"""Language detection for Dutch and English by the frequency of function words."""

import re

_DUTCH = """de het een en van in is op dat die te met voor zijn niet aan er om ook als bij maar naar dan wij ze worden
werd deze door uit wordt over nog hun tot onder geen wat zij heeft kan meer"""
_ENGLISH = """the of and to in is that for it with as was on are be this by from or an at which have has not they their were
been but can more will its these than also who there into"""
_FUNCTION_WORDS = {"nl": set(_DUTCH.split()), "en": set(_ENGLISH.split())}
_WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 20  # fewer words give no result


def guess_language(text: str) -> str:
    """Return "nl" or "en", or an empty string for a short or ambiguous text."""
    words = _WORD.findall(text[:200_000].lower())
    if len(words) < MIN_WORDS:
        return ""
    score = {code: sum(word in common for word in words) / len(words) for code, common in _FUNCTION_WORDS.items()}
    best, other = sorted(score, key=lambda code: score[code], reverse=True)
    return best if score[best] >= 0.12 and score[best] >= 1.6 * score[other] else ""
