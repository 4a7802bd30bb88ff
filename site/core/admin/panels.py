"""Edit handler of entries: tabs and panels."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from core.admin.document_panel import DocumentPanel
from core.admin.handbook_panel import HandbookPanel


class RecordsPanel(FieldPanel):
    """Checkboxes for the records in the page's language, and for selected records in another one."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel bound to one page."""

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field is not None and self.instance.locale_id:
                field = self.bound_field.field
                ticked = [str(getattr(value, "pk", value)) for value in self.bound_field.value() or []]
                ticked = Q(pk__in=[pk for pk in ticked if pk.isdecimal() and len(pk) < 19])
                field.queryset = field.queryset.filter(Q(locale=self.instance.locale_id) | ticked)


def entry_tabs(before_body: list, after_body: list | None = None) -> TabbedInterface:
    """Return the edit handler of a kind, with its panels `before_body` and `after_body`."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    HandbookPanel(),
                    TitleFieldPanel("title", placeholder=_("Title: what would you tell a friend?")),
                    FieldPanel("lead"),
                    FieldPanel("hero_image"),
                    *before_body,
                    FieldPanel(
                        "body",
                        help_text=_(
                            "The story itself, in blocks: text, quotes, pictures, tables. What has a field of its own here, "
                            "such as approach or result, need not be told again."
                        ),
                    ),
                    *(after_body or []),
                    DocumentPanel(heading=_("Documents and accessibility")),
                ],
                heading=_("Story"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [RecordsPanel("themes"), RecordsPanel("places")], heading=_("About what, and where")
                    ),
                    InlinePanel("partnerships", heading=_("Organisations"), label=_("Organisation")),
                    InlinePanel("contributions", heading=_("People"), label=_("Person")),
                    InlinePanel("related_entries", heading=_("Goes with"), label=_("Entry")),
                ],
                heading=_("Who, where, with what"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("display_date"), FieldPanel("licence")]),
                    FieldPanel("featured"),
                    FieldPanel("example_note"),
                    FieldPanel(
                        "corrections",
                        heading=_("Correction"),
                        help_text=_(
                            "For a mistake that readers may have relied on; the version they read stays readable, marked as superseded."
                        ),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
                        heading=_("For search engines and links"),
                    ),
                    PublishingPanel(),
                    CommentPanel(),
                ],
                heading=_("Publishing"),
            ),
        ]
    )
