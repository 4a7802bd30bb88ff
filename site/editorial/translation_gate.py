"""A translation with pieces still in the first language goes live only when somebody says that this is meant."""

from django.shortcuts import render
from wagtail_localize.models import Translation

MEANT = "half_translated"  # the box that is ticked to publish all the same


def count_pieces(page) -> tuple[int, int]:
    """Return how many pieces of the text of `page` have no translation yet, of how many; (0, 0) for an original."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None:
        return 0, 0
    pieces = translation.source.stringsegment_set.annotate_translation(page.locale)
    return pieces.filter(translation__isnull=True).count(), pieces.count()


def ask_before_publishing(request, page):
    """Return a page that asks, before a translation is published half; None where there is nothing to ask.

    Nothing is lost by asking: the translation editor keeps every piece as soon as it is written.
    """
    if request.method != "POST" or request.POST.get("action") != "publish" or MEANT in request.POST:
        return None
    missing, number = count_pieces(page)
    if not missing or not page.permissions_for_user(request.user).can_publish():
        return None
    values = {
        "page": page,
        "missing": missing,
        "number": number,
        "meant": MEANT,
        "ticked_too_little": "asked" in request.POST,
    }
    return render(request, "editorial/half_translated.html", values, status=409)
