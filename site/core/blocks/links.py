"""Blocks that lead on."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.models.querysets import is_public


class EntryChooserBlock(blocks.PageChooserBlock):
    """Entries, read with whether everybody may read them: one query for all of a page."""

    def __init__(self, **kwargs):
        super().__init__(page_type=["core.EntryPage"], **kwargs)

    def bulk_to_python(self, values):
        """Return the entries by their numbers, None where one is gone."""
        entries = _entries().annotate(open=is_public()).for_cards(images=False, places=False)
        found = entries.in_bulk(values)
        return [found.get(pk) for pk in values]


class RelatedBlock(blocks.StructBlock):
    """Entries that a reader should see at this point of the story."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        EntryChooserBlock(label=_("Entry")),
        label=_("Entries"),
        min_num=1,
        max_num=4,
    )

    def get_preview_value(self):
        """Show the newest public entry."""
        entry = _entries().readable().order_by("-pk").first()
        return self.normalize({"heading": "", "entries": [entry] if entry else []})

    class Meta:
        icon = "link"
        label = _("Read also")
        description = _("Cards of one to four other entries.")
        template = "blocks/related.html"

    def get_context(self, value, parent_context=None):
        """Keep what is public now, in the order chosen."""
        context = super().get_context(value, parent_context)
        chosen = [page for page in value["entries"] if page]
        public = {page.pk: page for page in chosen if page.live and getattr(page, "open", False)}
        if any(not hasattr(page, "open") for page in chosen):  # put in by hand, as a preview or a test does
            public = {page.pk: page for page in _readable(chosen)}
        context["entries"] = list(public.values())
        return context


def _entries():
    """Return the manager of entries; the model imports this module."""
    return apps.get_model("core", "EntryPage").objects


def _readable(pages) -> list:
    public = _entries().readable().filter(pk__in=[page.pk for page in pages])
    found = {entry.pk: entry for entry in public.for_cards(images=False, places=False)}
    return [found[page.pk] for page in pages if page.pk in found]
