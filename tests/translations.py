"""English pages for tests, made as an editor makes them."""

from django.test import TestCase
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from directory.localisation import get_locale
from tests.factories import get_home
from tests.publishing import publish


def translate(page):
    """Translate a page as an editor does with wagtail-localize, and publish it."""
    for parent in [*page.get_ancestors().filter(depth__gt=1), page]:
        parent = parent.specific
        if parent.get_translation_or_none(get_locale("en")):
            continue
        source, _made = TranslationSource.update_or_create_from_instance(parent)
        translation = Translation.objects.create(source=source, target_locale=get_locale("en"))
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.get_or_create(
                translation_of=segment.string, locale=get_locale("en"), context=segment.context,
                defaults={"data": segment.string.data.replace("Stadslab", "City lab")},
            )  # fmt: skip
        with TestCase.captureOnCommitCallbacks(execute=True):
            translation.save_target(publish=True)
    return page.get_translation(get_locale("en")).specific


def publish_english_home():
    """Copy the home page into English where that is missing, publish the copy and return it."""
    if home := get_home().get_translation_or_none(get_locale("en")):
        return home.specific
    home = get_home().copy_for_translation(get_locale("en"))
    publish(home)
    return home


def publish_english_copy(page, title: str):
    """Copy `page` and all above it into English, publish the copies and return the one of `page`, which has `title`."""
    copy = page.copy_for_translation(publish_english_home().locale, copy_parents=True)
    for above in copy.get_ancestors().filter(live=False):
        publish(above.specific)
    copy.title = title
    publish(copy)
    return copy
