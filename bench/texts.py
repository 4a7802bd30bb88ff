"""Seeded random Dutch text, with the word frequencies of the shipped word list."""

import random
from itertools import accumulate

SECTIONS = 6  # per entry, besides the lead
PASSAGES = SECTIONS + 1


class Writer:
    """Generates entries and queries."""

    def __init__(self, seed: int):
        from search.analysis.lexicon import load

        words = load()
        usual = {**words.base, **words.forms}
        self.words = sorted(usual)
        self.weights = list(accumulate(10 ** usual[word] for word in self.words))
        self.random = random.Random(seed)

    def choose_words(self, number: int) -> list[str]:
        """Return `number` random words."""
        return self.random.choices(self.words, cum_weights=self.weights, k=number)

    def sentence(self, low: int, high: int) -> str:
        """Return a sentence of `low` to `high` words."""
        return " ".join(self.choose_words(self.random.randint(low, high))).capitalize()

    def paragraph(self) -> str:
        """Return two to nine sentences."""
        return ". ".join(self.sentence(6, 18) for _ in range(self.random.randint(2, 9))) + "."

    def entry(self) -> tuple[str, str, str]:
        """Return title, lead and HTML of an entry with PASSAGES passages."""
        sections = (f"<h2>{self.sentence(2, 6)}</h2><p>{self.paragraph()}</p>" for _ in range(SECTIONS))
        return self.sentence(3, 8), self.sentence(12, 30), "".join(sections)

    def questions(self, passages: list[str], number: int) -> list[str]:
        """Return `number` distinct queries: one to six words of a passage, 10 % with a typing error."""
        found: dict[str, None] = {}
        while len(found) < number:
            words = [word for word in self.random.choice(passages).split() if len(word) > 3 and word.isalpha()]
            size = self.random.choice([1, 1, 2, 2, 2, 3, 3, 4, 6])
            if len(words) < size:
                continue
            asked = self.random.sample(words, size)
            if self.random.random() < 0.1:
                place = self.random.randrange(1, len(asked[0]) - 1)
                asked[0] = asked[0][:place] + asked[0][place + 1 :]
            found[" ".join(asked).lower()] = None
        return list(found)
