"""Dutch morphology: linking letters, affixes and singulars."""

LINKS = ("s", "en", "e", "er")  # linking letters between two parts: stads-lab, buren-dag, zonne-paneel, kinder-opvang
_PARTICLES = """
aan achter af al be bij binnen buiten dan der door een ge her het in is langs mee met mis na naar niet om on ont op over
per rond te tegen ten ter toe tot tussen uit van ver via voor voort weg zich zo
"""
# Suffixes that are also words: never a last part.
_SUFFIXES = """
schap heid baar loos lijk achtig zaam ing ling ster aar aars eren eerd tie ties teit iteit iek isme ist isten ent enten
ant anten eur euze or oren age ement ette erij erijen sel sels dom nis te ten den de ders der end ende ier iers atie
aties graaf ren len ken nen sen zen tjes tje jes pjes lijke lijken matig matige ing ingen lingen heden aire ares air ans
"""
# Bound last parts, not words on their own: tweetalig, bolvormig.
_BOUND = """
talig vormig voudig jarig delig zijdig kleurig benig armig ogig koppig hoekig polig ledig tonig daags talige vormige
voudige jarige delige zijdige kleurige benige armige ogige koppige hoekige polige ledige tonige daagse jarigen
"""
_PREFIXES = """
aan af al bij door in mee mis na om on op over per toe uit van weg her re pre pro de des dis ex con com tele meta para
inter trans sub super
"""
NO_LAST = frozenset((_PARTICLES + _SUFFIXES).split())
BOUND = frozenset(_BOUND.split())
PREFIXES = frozenset(_PREFIXES.split())
NO_FIRST = frozenset({"ge", "ver", "be", "ont"})
SHORT_FIRST = frozenset({"ei", "tv", "ui"})
DERIVING = (
    "ingen",
    "ing",
    "sters",
    "ster",
    "aars",
    "aar",
    "erij",
    "ers",
    "er",
)  # suffixes of nouns derived from verbs: handeling, handelaar
ABSTRACT = ("ing", "ingen", "heid", "heden", "atie", "aties", "er", "ers", "schap", "schappen", "isme", "iteit", "iteiten")  # fmt: skip
PLURALS = ("heden", "eren", "en", "s", "tjes", "tje", "pjes", "pje", "jes", "je", "e")
VOWELS = frozenset("aeiouy")


def find_singulars(word: str) -> list[str]:
    """Return possible singulars of a plural or diminutive, by spelling only."""
    found = []
    for ending in PLURALS:
        bare = word.removesuffix(ending)
        if bare == word or len(bare) < 3:
            continue
        if ending == "heden":
            bare += "heid"
        found.append(bare)
        if ending not in {"en", "e"}:
            continue
        hard = bare[:-1] + {"z": "s", "v": "f"}.get(bare[-1], bare[-1])
        found.append(hard)
        if bare[-1] == bare[-2] and bare[-1] not in VOWELS:
            found.append(bare[:-1])
        elif hard[-1] not in VOWELS and hard[-2] in VOWELS and hard[-3] not in VOWELS:
            found.append(hard[:-1] + hard[-2:])
    return found
