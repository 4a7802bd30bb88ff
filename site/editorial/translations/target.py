"""What there is to say of the translation of a page: how far it is, and what a machine made."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.text import capfirst
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

QUOTED = 3  # texts of one field that are named by their words
ADDRESS = "slug"  # the part of the address, which is made from the title when nobody translates it


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
    number, translated = (
        _find_segments(translation)
        .aggregate(number=Count("pk"), translated=Count("pk", filter=Q(translation__isnull=False)))
        .values()
    )
    machine = find_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).count()
    return Progress(number, translated, machine)


def has_machine_texts(translation: Translation) -> bool:
    """Return whether a machine made a text of a translation that nobody has looked at since."""
    return find_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).exists()


def with_newer_original(translations: QuerySet) -> QuerySet:
    """Return the translations of which the original was published after its texts were last taken over."""
    newer = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale=OuterRef("source__locale"),
        last_published_at__gt=OuterRef("source__last_updated_at"),
    )  # fmt: skip
    return translations.filter(Exists(newer))


def has_newer_original(translation: Translation) -> bool:
    """Return whether the original of a translation was published after its texts were last taken over."""
    return with_newer_original(Translation.objects.filter(pk=translation.pk)).exists()


def find_missing_fields(translation: Translation, page: Page) -> list[str]:
    """Return the fields in which texts have no translation yet, in words."""
    missing = _find_segments(translation).filter(translation__isnull=True)
    paths = missing.order_by("order").values_list("context__path", flat=True)
    return name_fields(page, [(path, "") for path in paths])


def _find_segments(translation: Translation) -> QuerySet:
    """Return the texts that are to be translated, with their translation."""
    segments = translation.source.stringsegment_set.exclude(context__path=ADDRESS)
    return segments.annotate_translation(translation.target_locale)


def find_texts(translation: Translation) -> QuerySet:
    """Return the translated texts that a translation has now, each of a text that its original has."""
    segments = translation.source.stringsegment_set.all()
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        translation_of__in=segments.values("string"),
        context__in=segments.values("context"),
    )


def name_fields(page: Page, named: list[tuple[str, str]]) -> list[str]:
    """Return the labels of fields, with the words of a few texts, or the number of more, or of texts without words."""
    found: dict[str, list[str]] = {}
    for path, words in named:
        found.setdefault(get_label(page, path.partition(".")[0]), []).append(words)
    return [f"{label}{_quote(texts)}" for label, texts in found.items()]


def _quote(texts: list[str]) -> str:
    if all(texts) and len(texts) <= QUOTED:
        return f" ({', '.join(f'“{words}”' for words in texts)})"
    return f" ({len(texts)})" if len(texts) > 1 else ""


def get_label(page: Page, name: str) -> str:
    """Return the label of a field or a set of rows of a page."""
    try:
        field = (page.specific_class or type(page))._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(str(label))


FIELD = "machine_translated"  # of an entry; a page that is not kept in step with an original has words of its own


@receiver(pre_save, sender=Revision, dispatch_uid="editorial.machine_translated")
def mark_version(sender, instance, raw=False, **kwargs) -> None:
    """Say in a new version of an entry, whoever makes it, whether a machine made a text of it that nobody looked at since."""
    if raw or instance.pk or FIELD not in instance.content:
        return
    page = Page.objects.filter(pk=instance.object_id).first()
    translation = find_translation(page) if page is not None else None
    instance.content[FIELD] = translation is not None and has_machine_texts(translation)
