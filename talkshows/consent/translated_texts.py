"""What wagtail-localize keeps of a page for its translators: the source, its texts and their translations lose the names too.

The body keeps them for editors, as the page's own form does: it is redacted whenever it is rendered.
"""

from django.utils import translation
from django.utils.translation import gettext
from wagtail_localize.models import SegmentOverride, String, StringSegment, StringTranslation, TranslationSource

from core.entries.personal_names import NameMatcher
from directory.localisation import language_of


def forget_names(page, matcher: NameMatcher) -> None:
    """Read the source of a page's translations anew from its row, and take the names out of their texts."""
    for source in TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id):
        before = dict(source.stringsegment_set.values_list("context", "string"))
        source.update_from_db()
        for context_id, string_id in source.stringsegment_set.values_list("context", "string"):
            old = before.get(context_id, string_id)
            if old != string_id:
                _move_translations(context_id, old, string_id)
        _delete_unused(before.values(), matcher)
    _redact_translations(page, matcher)


def _move_translations(context_id: int, old: int, new: int) -> None:
    """Let the translations of a text be those of the text that took its place."""
    kept = StringTranslation.objects.filter(context=context_id, translation_of=new).values("locale")
    StringTranslation.objects.filter(context=context_id, translation_of=old).exclude(locale__in=kept).update(
        translation_of=new
    )


def _delete_unused(string_ids, matcher: NameMatcher) -> None:
    """Delete the texts with a name that no page has any more, with their translations."""
    used = StringSegment.objects.values("string")
    for string in String.objects.filter(pk__in=set(string_ids)).exclude(pk__in=used):
        if matcher.find_in_html(string.data):
            string.delete()


def _redact_translations(page, matcher: NameMatcher) -> None:
    about = {"context__object_id": page.translation_key}
    for text in StringTranslation.objects.filter(**about).exclude(context__path__startswith="body."):
        if matcher.find_in_html(text.data):
            with translation.override(language_of(text.locale_id)):
                data = matcher.replace_in_html(text.data, gettext("[name removed]"))
            StringTranslation.objects.filter(pk=text.pk).update(data=data)
    for value in SegmentOverride.objects.filter(**about).exclude(context__path__startswith="body."):
        if matcher.find(value.data_json) or matcher.find_in_slug(value.data_json):
            value.delete()
