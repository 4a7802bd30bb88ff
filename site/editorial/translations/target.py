"""What there is to say of the translation of a page: how far it is, what a machine made, what its last version lacks."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, Q, QuerySet
from django.utils.text import Truncator, capfirst
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation


@dataclass(frozen=True)
class Progress:
    """Numbers of texts: all, translated, of these made by a machine that nobody has looked at since."""

    number: int
    translated: int
    machine: int

    @property
    def missing(self) -> int:
        """Number of texts without a translation."""
        return self.number - self.translated


def find_translation(page: Page) -> Translation | None:
    """Return the translation that keeps a page in step with its original, or None; an alias shows the original itself."""
    if page.alias_of_id:
        return None
    translations = Translation.objects.select_related("source__locale", "target_locale")
    return translations.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()


def count_progress(translation: Translation) -> Progress:
    """Return how far a translation is; two queries."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    number, translated = segments.aggregate(
        number=Count("pk"), translated=Count("pk", filter=Q(translation__isnull=False))
    ).values()
    machine = _find_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).count()
    return Progress(number, translated, machine)


def has_machine_texts(translation: Translation) -> bool:
    """Return whether a machine made a text of a translation that nobody has looked at since."""
    return _find_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).exists()


def find_later_texts(translation: Translation, page: Page) -> list[str]:
    """Return the texts that were changed after the last version of a page was written: their fields, in words."""
    latest = page.latest_revision
    if latest is None:
        return []
    texts = _find_texts(translation).filter(updated_at__gt=latest.created_at).order_by("updated_at")
    named = [(text.context.path, Truncator(text.data).chars(40)) for text in texts.select_related("context")]
    overrides = SegmentOverride.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, updated_at__gt=latest.created_at
    ).select_related("context")
    named += [(override.context.path, "") for override in overrides]
    return _name_fields(page, named)


def find_missing_fields(translation: Translation, page: Page) -> list[str]:
    """Return the fields in which texts have no translation yet, in words."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    paths = segments.filter(translation__isnull=True).order_by("order").values_list("context__path", flat=True)
    return _name_fields(page, [(path, "") for path in paths])


def _find_texts(translation: Translation) -> QuerySet:
    segments = translation.source.stringsegment_set.all()
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_of__in=segments.values("string"),
        context__in=segments.values("context"),
    )


def _name_fields(page: Page, named: list[tuple[str, str]]) -> list[str]:
    """Return the labels of fields, with the words where one text was changed, or the number where more were."""
    labels = [(get_label(page, path.partition(".")[0]), words) for path, words in named]
    numbers = Counter(label for label, _words in labels)
    found = {}
    for label, words in labels:
        number = numbers[label]
        found[label] = f"{label} ({number})" if number > 1 else f"{label} (“{words}”)" if words else label
    return list(found.values())


def get_label(page: Page, name: str) -> str:
    """Return the label of a field or a set of rows of a page."""
    try:
        field = (page.specific_class or type(page))._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(label))
