"""Asks for confirmation before an incomplete translation is published."""

from django.shortcuts import render

from editorial.translations.target import count_progress, find_missing_fields, find_translation

CONFIRM_FIELD = "half_translated"  # name of the confirmation checkbox


def count_untranslated_segments(page) -> tuple[int, int]:
    """Return (untranslated, total) number of segments of a translated page; (0, 0) for a source page."""
    translation = find_translation(page)
    if translation is None:
        return 0, 0
    progress = count_progress(translation)
    return progress.missing, progress.number


def confirm_incomplete_translation(request, page):
    """Return a confirmation page (409) for a POST that publishes an incomplete translation, else None.

    The translation editor saves every segment at once, so the interrupted POST loses no input.
    """
    if request.method != "POST" or request.POST.get("action") != "publish" or CONFIRM_FIELD in request.POST:
        return None
    missing, number = count_untranslated_segments(page)
    if not missing or not page.permissions_for_user(request.user).can_publish():
        return None
    values = {
        "page": page,
        "missing": missing,
        "number": number,
        "fields": find_missing_fields(find_translation(page), page),
        "confirm_field": CONFIRM_FIELD,
        "is_unconfirmed": "asked" in request.POST,
    }
    return render(request, "editorial/incomplete_translation.html", values, status=409)
