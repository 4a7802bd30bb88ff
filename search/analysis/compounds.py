"""Takes Dutch compounds apart: wijkaanpak = wijk + aanpak. Words stay whole unless their parts are clearly words."""

from functools import lru_cache

from search.analysis.words import load

_PARTICLES = """
aan achter af al be bij binnen buiten dan der door een ge her het in is langs mee met mis na naar niet om on ont op
over per rond te tegen ten ter toe tot tussen uit van ver via voor voort weg zich zo
"""
# Endings that are words too, and parts that are more often an ending than a word.
_SUFFIXES = """
schap heid baar loos lijk achtig zaam ing ling ster aar aars eren eerd tie ties teit iteit iek isme ist isten ent
enten ant anten eur euze or oren age ement ette erij erijen sel sels dom nis te ten den de ders der ders end ende ier
iers atie aties graaf ren len ken nen sen zen tjes tje jes pjes lijke lijken matig matige ing ingen lingen heden aire
ares air ans
"""
PARTICLES, SUFFIXES = frozenset(_PARTICLES.split()), frozenset(_SUFFIXES.split())
MIN_LENGTH = 7
MAX_LENGTH = 40
MAX_PARTS = 4
LINKS = (("", 0.0), ("s", 0.4), ("en", 0.4), ("e", 0.4))
_LEAST = {3: 4.3, 4: 3.2}  # Zipf frequency of a short part; 1.5 for longer ones


def _score(part: str, final: bool) -> float | None:
    """Return how usual a part is, None when it may not be one."""
    length = len(part)
    if length < 3 or part in PARTICLES or part in SUFFIXES:
        return None
    words = load()
    score = words.base.get(part)
    if score is None and (length > 3 or final):
        score = words.forms.get(part)
    return score if score is not None and score >= _LEAST.get(length, 1.5) else None


def _score_linked(part: str) -> float | None:
    """Return how usual a part is that others follow, with or without a linking s, e or en."""
    scores = []
    for link, cost in LINKS:
        word = part.removesuffix(link) if link else part
        if link and (word == part or (link == "s" and word.endswith("s"))):
            continue
        score = _score(word, final=False)
        if score is not None:
            scores.append(score - cost)
    return max(scores, default=None)


@lru_cache(65536)
def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a folded word as they are written, () when it is left whole."""
    length = len(word)
    if not (MIN_LENGTH <= length <= MAX_LENGTH and word.isascii() and word.isalpha()):
        return ()
    ways: dict[int, list[tuple[float, tuple[str, ...]]]] = {0: [(0.0, ())]}
    for begin in range(length - 2):
        if begin not in ways:
            continue
        for end in range(begin + 3, length + 1):
            if length - 3 < end < length or (begin == 0 and end == length):
                continue
            part = word[begin:end]
            score = _score(part, final=True) if end == length else _score_linked(part)
            if score is not None:
                ways.setdefault(end, []).extend(
                    (total + score, (*parts, part)) for total, parts in ways[begin] if len(parts) < MAX_PARTS
                )
    found = [(total / len(parts) - (len(parts) - 2), parts) for total, parts in ways.get(length, []) if len(parts) > 1]
    if not found:
        return ()
    score, parts = max(found)
    words = load()
    whole = words.base.get(word, words.forms.get(word, 0.0))
    if whole > score + 0.9 or (length < 9 and whole >= 4.2 and score < whole - 0.3 and word in words.base):
        return ()
    return parts


def split_deep(word: str) -> tuple[str, ...]:
    """Return the parts of a compound and, of long parts, their parts too; without linking letters where known."""
    found: list[str] = []
    for part in split_compound(word):
        bare = strip_link(part) if not word.endswith(part) else part
        found += [bare, *(split_deep(part) if len(part) > 8 else ())]
    return tuple(found)


def strip_link(part: str) -> str:
    """Return the word in a part that others follow: stads -> stad."""
    best, bare = -1.0, part
    for link, cost in LINKS:
        word = part.removesuffix(link) if link else part
        score = _score(word, final=False) if word != part or not link else None
        if score is not None and score - cost > best:
            best, bare = score - cost, word
    return bare
