"""Result sets that one can trust, on the example content: `make bench ONLY=trust` (the content of bench/words).

absent.txt     words of this field that the content has in no form: no whole match
compounds.tsv  compounds that it lacks: word, and the words of the content that hold each of its two parts; the entries
               that hold both parts are the whole matches
forms.tsv      words of the content, with the other words of it that are a form or a compound of them: the entries that hold
               one of these, or a synonym that the page names, are the whole matches; a third column has the words of
               a separated verb (leest voor), which may be marked

The lists were made with the forms that our own analysis gives, and read by eye; entries are counted in their raw text, without
index or engine. They were read from the texts of pages and recordings: entries with the pages of a PDF are left out.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
FRAGMENT = re.compile(r"<mark>(.*?)</mark>")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a file, as columns."""
    return [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line]


def read_texts() -> dict[int, list[str]]:
    """Return {Dutch entry: the folded words of its passages}, read as they stand."""
    from core.entries.passages import PassageKind
    from directory.localisation import locale_for
    from search.analysis import fold
    from search.models import SearchPassage

    texts: dict[int, list[str]] = {}
    for passage in SearchPassage.objects.filter(locale_id=locale_for("nl").pk).order_by("pk"):
        for text in (passage.title, passage.heading, passage.text):
            texts.setdefault(passage.entry_id, []).extend(["", *(fold(word) for word in WORD.findall(text))])
    for entry in SearchPassage.objects.filter(kind=PassageKind.PDF_PAGE).values_list("entry_id", flat=True):
        texts.pop(entry, None)
    return texts


def entries_with(texts: dict[int, list[str]], words: Iterable[str]) -> set[int]:
    """Return the entries with one of the words; a word with spaces stands for words that follow each other."""
    single, several = {word for word in words if " " not in word}, [word for word in words if " " in word]
    return {
        entry
        for entry, found in texts.items()
        if not single.isdisjoint(found) or any(f" {word} " in f" {' '.join(found)} " for word in several)
    }


def search(text: str):
    """Return the result set of the page."""
    from search.query.executor import execute
    from search.query.request import SearchRequest

    return execute(SearchRequest(text=text), "nl")


def find_answered(rows: list[list[str]], texts: dict[int, list[str]]) -> list[str]:
    """Return the absent words that have a whole match."""
    return [word for (word, *_rest) in rows if texts.keys() & set(search(word).entry_ids)]


def find_unequal_compounds(rows: list[list[str]], texts: dict[int, list[str]]) -> list[str]:
    """Return the compounds whose whole matches are not the entries with both of their parts."""
    return [
        word
        for word, first, last in rows
        if texts.keys() & set(search(word).entry_ids)
        != entries_with(texts, first.split()) & entries_with(texts, last.split())
    ]


def find_unequal_words(rows: list[list[str]], texts: dict[int, list[str]]) -> list[str]:
    """Return the words whose whole matches are not the entries with a form, a compound or a named synonym."""
    from search.analysis import fold, query_words

    forms = {word: {word, *rest[0].split()} if rest else {word} for word, *rest in rows}
    vocabulary = {word for words in texts.values() for word in words if word}
    unequal = []
    for word, held in forms.items():
        results = search(word)
        expected = set(held)
        for _typed, other in results.query.synonyms:
            tokens = query_words(other, "nl")
            lemmas = {tokens[0].stem, *tokens[0].forms}
            if len(tokens) > 1:
                expected.add(" ".join(fold(part) for part in other.split()))
            else:
                expected |= {one for one in vocabulary if lemmas & _lemmas_of(one)}
        if texts.keys() & set(results.entry_ids) != entries_with(texts, expected):
            unequal.append(word)
    return unequal


def _lemmas_of(word: str) -> set[str]:
    from search.analysis import analyse

    return {lemma for token in analyse(word, "nl") for lemma in (token.stem, *token.parts)}


def find_unmarked(queries: Iterable[str]) -> Iterator[str]:
    """Yield the whole hits of a first page that show none of their words, with their query."""
    for text in queries:
        shown, _others = search(text).page_hits()
        for hit in shown:
            html = [hit.title, *(part for place in hit.passages for part in (place.label_html, place.snippet))]
            if not any(FRAGMENT.search(str(part)) for part in html):
                yield f"{text}: {hit.entry.title}"


def find_foreign_marks(rows: list[list[str]]) -> Iterator[str]:
    """Yield the marked words of hits that are no form of the word, no compound with it and no synonym that the page names."""
    from search.analysis import fold

    for word, *rest in rows:
        results = search(word)
        allowed = {word, *(form for forms in rest for form in forms.split())}
        lemmas = {lemma for _typed, other in results.query.synonyms for lemma in _lemmas_of(other)}
        shown, _others = results.page_hits()
        for hit in shown:
            html = [hit.title, *(part for place in hit.passages for part in (place.label_html, place.snippet))]
            for mark in {fold(mark) for part in html for mark in FRAGMENT.findall(str(part))}:
                if not hit.missing and mark not in allowed and not lemmas & _lemmas_of(mark):
                    yield f"{word}: {mark}"


def measure() -> dict:
    """Return how many of each list are not as they should be, and which."""
    import json

    from search.indexing.rebuild import rebuild_all

    rebuild_all()
    texts = read_texts()
    absent, compounds, words = read_rows("absent.txt"), read_rows("compounds.tsv"), read_rows("forms.tsv")
    gate = Path(__file__).parents[1] / "tests" / "search" / "gate" / "queries.jsonl"
    asked = [json.loads(line)["q"] for line in gate.read_text(encoding="utf-8").splitlines()]
    asked += [word[0] for word in words]
    asked += [word[:-2] + word[-1] + word[-2] for word, *_rest in words if len(word) > 7]
    return {
        "absent words with a whole match": [len(absent), find_answered(absent, texts)],
        "compounds with another set": [len(compounds), find_unequal_compounds(compounds, texts)],
        "words with another set": [len(words), find_unequal_words(words, texts)],
        "whole hits without a mark": [len(asked), list(find_unmarked(asked))],
        "marks of other words": [len(words), list(find_foreign_marks(words))],
    }
