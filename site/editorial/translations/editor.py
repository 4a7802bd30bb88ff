"""wagtail-localize's editor, with the board's bar in place of its buttons.

Its compiled script draws a button for each of the rights that the view hands it, the last one large. Here it gets none:
what is sent, approved and published goes by the bar, which says for whom the page waits.
"""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.views.edit_translation import edit_translation

from core.admin.edit_grants import GrantAwareTester
from editorial.translations.changes import Changes, find_changes
from editorial.translations.target import count_progress, find_missing_fields, find_translation, has_newer_original


class EditorPermissions(GrantAwareTester):
    """What the editor of translations may offer: nothing beside the texts."""

    def can_publish(self):
        """Return False: the bar publishes."""
        return False

    can_unpublish = can_delete = can_lock = can_unlock = can_publish


@dataclass
class TranslationNotes:
    """What the bar says of a translation, and where its links lead."""

    preview_url: str
    stop_url: str
    can_write: bool = False
    can_stop: bool = False
    notes: list[str] = field(default_factory=list)


def open_editor(request, page: Page):
    """Return the editor of a page that is a translation, or None; `before_edit_page` hook before wagtail-localize's."""
    translation = find_translation(page) if request.method == "GET" and not page.alias_of_id else None
    if translation is None:
        return None
    lock = page.get_lock()
    shown: Any = page
    shown.permissions_for_user = lambda user: EditorPermissions(user, page)
    shown.locked = page.locked or (lock is not None and lock.for_user(request.user))
    return edit_translation(request, translation, shown)


def describe_translation(user, page: Page, bar) -> TranslationNotes | None:
    """Return what the bar says of a translation: how far it is, what came after the last version, what a machine made.

    Texts that came after the version on the site are a change: `bar.is_unchanged` is set.
    """
    translation = find_translation(page)
    if translation is None:
        return None
    permissions, lock = page.permissions_for_user(user), page.get_lock()
    is_open = permissions.can_edit() and not (lock is not None and lock.for_user(user))
    found = TranslationNotes(
        preview_url=reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        stop_url=reverse("wagtail_localize:stop_translation", args=[translation.pk]),
        can_stop=is_open,
    )
    later = find_changes(translation, page)
    found.can_write = bool(later) and bar.state is not None and is_open
    bar.is_unchanged = bar.is_unchanged and not later
    found.notes = [*_say_progress(translation, page), *_say_later(later, bar)]
    return found


def _say_progress(translation, page: Page) -> list[str]:
    progress = count_progress(translation)
    notes = []
    if progress.missing:
        text = ngettext(
            "Of %(number)d texts, %(missing)d is not translated yet.",
            "Of %(number)d texts, %(missing)d are not translated yet.",
            progress.missing,
        )
        notes.append(text % {"number": progress.number, "missing": progress.missing})
        fields = ", ".join(find_missing_fields(translation, page))
        notes.append(_("Not translated yet: %(fields)s.") % {"fields": fields})
    else:
        notes.append(_("Every text is translated."))
    if has_newer_original(translation):
        notes.append(_("The original was published again after its texts were taken over here."))
    if progress.machine:
        text = ngettext(
            "%(number)d text was translated by a machine and not looked at yet.",
            "%(number)d texts were translated by a machine and not looked at yet.",
            progress.machine,
        )
        notes.append(text % {"number": progress.machine})
    return notes


def _say_later(later: Changes, bar) -> list[str]:
    """Return what the next version would have otherwise, of a page that waits: than what waits."""
    if bar.state is not None:
        said = {
            _("Changed after it was sent, and not in what waits: %(names)s."): later.changed,
            _("An earlier text stands here again, which is not in what waits: %(names)s."): later.returned,
            _("Taken out of the original, and still in what waits: %(names)s."): later.removed,
        }
    else:
        said = {
            _("Changed since the last version, and sent with the next: %(names)s."): later.changed,
            _("An earlier text stands here again, and is sent with the next version: %(names)s."): later.returned,
            _("Taken out of the original, and gone with the next version: %(names)s."): later.removed,
        }
    return [text % {"names": ", ".join(names)} for text, names in said.items() if names]
