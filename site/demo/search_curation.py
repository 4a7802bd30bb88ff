"""Creates the synonyms and ranking expectations of the example content."""

from core.models import EntryPage
from demo.source import key_for, read
from search.models import RankingExpectation, Synonym


def load_search() -> None:
    """Create the missing synonyms, and the expectations for entries that exist."""
    for language, rows in read("search/synonyms").items():
        for row in rows:
            typed = row.pop("typed")
            Synonym.objects.get_or_create(language=language, typed=typed, defaults=row)
    for language, promises in read("search/promises").items():
        entries = EntryPage.objects.filter(locale__language_code=language)
        for words, place in promises.items():
            entry = entries.filter(translation_key=key_for("entries", place.rsplit("/", 1)[-1])).first()
            if entry is not None:
                RankingExpectation.objects.get_or_create(language=language, words=words, entry=entry)
