"""What wagtail-localize stores of records: the source of a translation, and which records a source refers to."""

import json

from wagtail_localize.models import RelatedObjectSegment, TranslatableObject, TranslationSource

from directory.references.content import follow_merged


def forget_source(record) -> None:
    """Delete the translation work of a record that became a pointer, so that it is not translated again."""
    TranslationSource.objects.filter(object_id=record.translation_key).delete()


def follow_in_sources(plan) -> None:
    """Let the sources of other records' translations refer to the target."""
    key = plan.source.translation_key
    segments = RelatedObjectSegment.objects.filter(object_id=key)
    sources = {segment.source_id for segment in segments}
    if not sources:
        return
    there, _made = TranslatableObject.objects.get_or_create(
        translation_key=plan.target.translation_key,
        defaults={"content_type": TranslatableObject.objects.get(translation_key=key).content_type},
    )
    segments.update(object=there)
    for source in TranslationSource.objects.filter(pk__in=sources).select_related("specific_content_type"):
        model = source.specific_content_type.model_class()
        source.content_json = json.dumps(follow_merged(model, json.loads(source.content_json)))
        source.save(update_fields=["content_json"])
