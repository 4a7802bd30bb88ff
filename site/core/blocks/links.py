"""Blocks that lead on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class RelatedBlock(blocks.StructBlock):
    """Entries that a reader should see at this point of the story."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=["core.EntryPage"], label=_("Entry")),
        label=_("Entries"),
        min_num=1,
        max_num=4,
    )

    def get_preview_value(self):
        """Show the newest public entry."""
        from core.models import EntryPage  # noqa: PLC0415 -- blocks are loaded before the models that use them

        entry = EntryPage.objects.readable().order_by("-pk").first()
        return self.normalize({"heading": "", "entries": [entry] if entry else []})

    class Meta:
        icon = "link"
        label = _("Read also")
        description = _("Cards of one to four other entries.")
        template = "blocks/related.html"

    def get_context(self, value, parent_context=None):
        """Keep what is public now, in the order chosen."""
        from core.models import EntryPage  # noqa: PLC0415 -- blocks are loaded before the models that use them

        context = super().get_context(value, parent_context)
        chosen = [page.pk for page in value["entries"] if page]
        public = EntryPage.objects.readable().filter(pk__in=chosen)
        found = {entry.pk: entry for entry in public.for_cards(images=False, places=False)}
        context["entries"] = [found[pk] for pk in chosen if pk in found]
        return context
