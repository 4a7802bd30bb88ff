"""Sentences of known words, as people say and write them in Dutch."""

import random

WORDS = [
    "coöperatie",
    "café",
    "één",
    "geïnteresseerd",
    "buurtvrouwenhuis",
    "wijkbewoners",
    "gemeente",
    "woningcorporatie",
    "huur",
    "samenwerken",
    "ruimte",
    "ideeën",
    "reünie",
    "privé",
    "crèche",
    "zoëven",
    "Zuidwest",
    "Laak",
    "portiek",
    "huismeester",
    "straat",
    "jongeren",
    "ouderen",
    "stage",
    "leren",
    "convenant",
    "afspraak",
    "vergunning",
    "financiën",
    "coördinator",
    "patiënt",
    "België",
    "façade",
    "à-la-carte",
    "hè",
    "vóór",
    "energie",
    "isolatie",
    "warmte",
    "trap",
    "plein",
    "markt",
    "koffie",
    "thee",
    "school",
]
PLAIN = [word for word in WORDS if word.isascii()]
NAMES = [
    "Fatima El Amrani",
    "Jan de Vries",
    "Anne-Marie van der Berg",
    "Zoë Bakker",
    "Mehmet Yılmaz",
    "Speaker 2",
    "Spreker 1",
]
WESTERN_NAMES = [name for name in NAMES if "ı" not in name]


def make_sentence(chooser: random.Random, words=WORDS) -> list[str]:
    """Return the words of a sentence; some are said twice, as people do."""
    found = [chooser.choice(words) for _ in range(chooser.randint(3, 8))]
    if chooser.random() < 0.2:
        found.insert(1, found[0])
    return [*found[:-1], f"{found[-1]}{chooser.choice('.?!')}"]
