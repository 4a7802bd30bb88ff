"""What the next version of a translation would have otherwise than its last one, whether its translator changed it or its original.

The texts of the original, with their translations, are compared with what the last version holds. However many texts
and translations there are, the number of queries is the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.utils.text import Truncator
from wagtail.models import Page, Revision
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation

from editorial.translations.stored_texts import find_stored_texts, to_words
from editorial.translations.target import ADDRESS, find_texts, name_fields

Named = list[tuple[str, str]]  # (path, words)


@dataclass
class Changes:
    """Fields, in words: changed by a translator, of which an earlier text came back, and taken out of the original."""

    changed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.returned or self.removed)


@dataclass(frozen=True)
class Text:
    """A text as the next version would have it: translated, or else as the original has it."""

    words: str
    translated_at: datetime | None


def find_changes(translation: Translation, page: Page) -> Changes:
    """Return in what the next version of a page would differ from its last one."""
    latest = page.latest_revision
    if latest is None:
        return Changes()
    texts = find_texts(translation).filter(updated_at__gt=latest.created_at).order_by("updated_at")
    changed = [(text.context.path, to_words(text.data)) for text in texts.select_related("context")]
    overrides = SegmentOverride.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, updated_at__gt=latest.created_at
    ).select_related("context")
    changed += [(override.context.path, "") for override in overrides]
    returned, removed = compare(
        latest, _load_texts([translation])[translation.pk], _load_paths([page.translation_key])[page.translation_key]
    )
    return Changes(*(name_fields(page, _shorten(named)) for named in (changed, returned, removed)))


def find_differing(translations: Iterable[Translation]) -> set[int]:
    """Return the ids of translations with texts of their original that came back or were removed since their last version.

    For those of which the original was taken over since; `translation.version` is the id of the last version.
    """
    found = list(translations)
    if not found:
        return set()
    versions = Revision.objects.in_bulk([one.version for one in found])
    texts, paths = _load_texts(found), _load_paths([one.source.object_id for one in found])
    return {
        one.pk for one in found
        if any(compare(versions[one.version], texts[one.pk], paths[one.source.object_id]))
    }  # fmt: skip


def compare(latest: Revision, texts: dict[str, list[Text]], paths: list[str]) -> tuple[Named, Named]:
    """Return what a version lacks of the texts that were translated before it, and what it has that the original has no more.

    `texts` are those at each path now, `paths` where any text of the page was ever translated.
    """
    returned: Named = []
    removed: Named = []
    for path in [*texts, *(path for path in paths if path not in texts)]:
        if path == ADDRESS:  # the version has it as it was made unique, not as it was translated
            continue
        now = texts.get(path, [])
        stored = find_stored_texts(latest.content, path)
        new = Counter(text.words for text in now) - Counter(stored)
        gone = list((Counter(stored) - Counter(text.words for text in now)).elements())
        before = {text.words for text in now if text.translated_at and text.translated_at <= latest.created_at}
        returned += [(path, words) for words in new if words in before]
        removed += [(path, words) for words in gone[new.total() :]]  # others were replaced
    return returned, removed


def _load_texts(translations: Iterable[Translation]) -> dict[int, dict[str, list[Text]]]:
    """Return {id of a translation: {path: texts in order}}."""
    made: Any = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), has_error=False,
        locale=OuterRef("source__translations__target_locale"),
    )  # fmt: skip
    segments = StringSegment.objects.filter(source__translations__in=translations).annotate(
        translation_id=F("source__translations__pk"), data=Subquery(made.values("data")[:1]),
        translated_at=Subquery(made.values("updated_at")[:1]),
    )  # fmt: skip
    found: dict[int, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    rows = segments.order_by("order", "pk").values_list(
        "translation_id", "context__path", "string__data", "data", "translated_at"
    )
    for pk, path, original, data, translated_at in rows:
        found[pk][path].append(Text(to_words(original if data is None else data), translated_at))
    return found


def _load_paths(keys: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return {translation key: paths at which a text was ever translated, in the order in which they were found first}."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = StringTranslation.objects.filter(context__object_id__in=keys).order_by("context_id")
    for _context, key, path in rows.values_list("context_id", "context__object_id", "context__path").distinct():
        found[key].append(path)
    return found


def _shorten(named: Named) -> Named:
    return [(path, Truncator(words).chars(40)) for path, words in named]
