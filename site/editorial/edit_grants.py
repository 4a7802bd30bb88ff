"""Which pages somebody may edit because of what they are: shared with them, in their themes, or translations.

Roles say who has which of these (`editorial.groups`); the pages of a user are found once for each request.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import EntryPage
from directory.models import Theme
from editorial.models import BoardMember, CoAuthor

IN_THEMES, TRANSLATIONS, COMMENT = (
    "editorial.edit_in_themes", "editorial.edit_translations", "editorial.comment_on_concerns",
)  # fmt: skip
_CACHE = "_granted_page_ids"


def may_edit(user, page) -> bool:
    """Return whether a grant lets a user edit a page; the pages of a user are found once."""
    if not user.is_active or user.is_superuser:
        return bool(user.is_superuser)
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, frozenset(find_granted_pages(user).order_by().values_list("pk", flat=True)))
    return page.pk in getattr(user, _CACHE)


def has_grants(user) -> bool:
    """Return whether a user may edit any page by a grant."""
    return find_granted_pages(user).exists()


def find_granted_pages(user) -> QuerySet:
    """Return the pages that grants let a user edit; a partner edits none, also not what is shared with them."""
    if is_commenter(user):
        return Page.objects.none()
    found = Q(Exists(CoAuthor.objects.filter(page=OuterRef("pk"), user=user)))
    if user.has_perm(IN_THEMES):
        found |= Q(pk__in=find_in_themes(user))
    if user.has_perm(TRANSLATIONS):
        found |= Q(is_translation())
    return Page.objects.filter(found, depth__gt=1)


def find_in_themes(user) -> QuerySet:
    """Return the ids of the entries with one of the user's themes, in every language."""
    mine = Theme.objects.filter(
        pk__in=BoardMember.themes.through.objects.filter(boardmember__user=user).values("theme")
    )
    themes = Theme.objects.filter(translation_key__in=mine.values("translation_key"))
    through = EntryPage.themes.through
    return through.objects.filter(theme__in=themes).values("entrypage")


def is_translation() -> Exists:
    """Return the condition that a page is the translation of another one and is kept in step with it."""
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
        )
    )


def is_commenter(user) -> bool:
    """Return whether a user reads along and comments, and edits nothing: a partner."""
    return not user.is_superuser and user.has_perm(COMMENT)
