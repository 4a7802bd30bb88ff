"""Blocks with links to other entries."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.models.querysets import is_readable
from directory.localisation import get_locale


class EntryChooserBlock(blocks.PageChooserBlock):
    """Chooser of an entry; the entries of a page are fetched with their visibility and translations in one query."""

    def __init__(self, **kwargs):
        super().__init__(page_type=["core.EntryPage"], **kwargs)

    def bulk_to_python(self, values):
        """Return the entries with these ids, in order; None for one that does not exist."""
        return _read_entries(values)


class RelatedBlock(blocks.StructBlock):
    """Cards of related entries within the text."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        EntryChooserBlock(label=_("Entry")),
        label=_("Entries"),
        min_num=1,
        max_num=4,
    )

    def get_preview_value(self):
        """Return the newest public entry."""
        entry = _entries().readable().order_by("-pk").first()
        return self.normalize({"heading": "", "entries": [entry] if entry else []})

    class Meta:
        icon = "link"
        label = _("Read also")
        description = _("Cards of one to four other entries.")
        template = "blocks/related.html"

    def get_context(self, value, parent_context=None):
        """Add the public entries in the chosen order, each in the active language when it is public in that.

        None where a page is rendered without a request: cards are no text of the entry, so the index does not have them.
        """
        context = super().get_context(value, parent_context)
        if "request" in context and context["request"] is None:
            return {**context, "entries": []}
        chosen = [page for page in value["entries"] if page]
        if any(not hasattr(page, "readable_in") for page in chosen):  # assigned without bulk_to_python, as in previews
            chosen = [page for page in _read_entries([page.pk for page in chosen]) if page]
        locale_id = get_locale().pk
        shown = [page.readable_in.get(locale_id) or page.readable_in.get(page.locale_id) for page in chosen]
        context["entries"] = list({page.pk: page for page in shown if page}.values())
        return context


def _entries():
    """Return the manager of EntryPage, whose module imports this one."""
    return apps.get_model("core", "EntryPage").objects


def _read_entries(values: list) -> list:
    """Return the entries with these ids, in order, with None for one that does not exist; one query.

    `readable_in` of an entry is {id of a locale: the public entry that is it in that language}.
    """
    keys = _entries().filter(pk__in=values).order_by().values("translation_key")
    entries = _entries().filter(translation_key__in=keys).annotate(readable=is_readable())
    found, public = {}, {}
    for entry in entries.for_cards(images=False, places=False):
        found[entry.pk] = entry
        entry.readable_in = public.setdefault(entry.translation_key, {})
        if entry.readable:
            entry.readable_in[entry.locale_id] = entry
    return [found.get(pk) for pk in values]
