"""Blocks with links to other entries."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.models.querysets import is_readable


class EntryChooserBlock(blocks.PageChooserBlock):
    """Chooser of an entry; the entries of a page are fetched with their visibility in one query."""

    def __init__(self, **kwargs):
        super().__init__(page_type=["core.EntryPage"], **kwargs)

    def bulk_to_python(self, values):
        """Return the entries with these ids, in order; None for one that does not exist."""
        entries = _entries().annotate(readable=is_readable()).for_cards(images=False, places=False)
        found = entries.in_bulk(values)
        return [found.get(pk) for pk in values]


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
        """Add the public entries, in the chosen order."""
        context = super().get_context(value, parent_context)
        chosen = [page for page in value["entries"] if page]
        public = {page.pk: page for page in chosen if getattr(page, "readable", False)}
        if any(not hasattr(page, "readable") for page in chosen):  # assigned without bulk_to_python, as in previews
            public = {page.pk: page for page in _readable(chosen)}
        context["entries"] = list(public.values())
        return context


def _entries():
    """Return the manager of EntryPage, whose module imports this one."""
    return apps.get_model("core", "EntryPage").objects


def _readable(pages) -> list:
    public = _entries().readable().filter(pk__in=[page.pk for page in pages])
    found = {entry.pk: entry for entry in public.for_cards(images=False, places=False)}
    return [found[page.pk] for page in pages if page.pk in found]
