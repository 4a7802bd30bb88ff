"""Words of Wagtail, wagtail-localize, allauth and Django that this site says differently, or that have no Dutch yet.

Nothing reads this list: it puts the messages into our catalogue, which goes before those of the libraries.
"""

from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy

SAID_DIFFERENTLY = [
    gettext_noop("Admin"),
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
    gettext_noop("Are you sure you want to delete this locale?"),
    gettext_noop("Are you sure you want to delete this site?"),
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    gettext_noop("File"),
    gettext_noop("Leave blank if not changing."),
    gettext_noop("Locale"),
    gettext_noop("Locales"),
    gettext_noop("More actions"),
    gettext_noop("title tag"),
    pgettext_lazy("field label", "Login"),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
]
