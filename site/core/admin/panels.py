"""Edit handler of entries: tabs and panels."""

from functools import partial

from django import forms
from django.db.models import Q
from django.urls import reverse
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
from core.admin.next_tab_panel import lead_on
from core.admin.similar_panel import SimilarEntriesPanel
from directory.models import Place
from directory.places import group_by_city


class RecordsPanel(FieldPanel):
    """Checkboxes for the records in the page's language, and for selected records in another one."""

    def __init__(self, field_name, **kwargs):
        super().__init__(field_name, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel bound to one page; under the boxes one proposes what is missing."""

        template_name = "core/records_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field is not None and self.instance.locale_id:
                field = self.bound_field.field
                ticked = [str(getattr(value, "pk", value)) for value in self.bound_field.value() or []]
                ticked = Q(pk__in=[pk for pk in ticked if pk.isdecimal() and len(pk) < 19])
                public = Q(locale=self.instance.locale_id, live=True)
                own = Q(proposed_by=self.request.user.pk, live=False, refused_at=None) if self.request else Q()
                field.queryset = field.queryset.filter(public | ticked | own)
                field.choices = partial(_list_choices, field.queryset)

        def get_context_data(self, parent_context=None):
            """Add the address of the chooser that takes proposals."""
            context = super().get_context_data(parent_context)
            if self.bound_field is not None:
                chooser = self.bound_field.field.queryset.model.snippet_viewset.chooser_viewset
                context["propose_url"] = reverse(chooser.get_url_name("choose"))
            return context


def _list_choices(records) -> list[tuple[int, str]]:
    """Return (number, label) of the boxes: places in the order of the public forms, the site's own city first."""
    if records.model is Place:
        records = [place for group in group_by_city(records) for place in group]
    return [(record.pk, label_record(record)) for record in records]


def label_record(record) -> str:
    """Return the label of a box: the name, and whether readers see it."""
    if record.live:
        return str(record)
    return (_("%(name)s (proposed)") if record.is_proposal else _("%(name)s (refused)")) % {"name": record}


def entry_tabs(before_body: list, after_body: list | None = None) -> TabbedInterface:
    """Return the edit handler of a kind, with its panels `before_body` and `after_body`."""
    tabs = TabbedInterface(
        [
            ObjectList(
                [
                    HandbookPanel(),
                    TitleFieldPanel("title", placeholder=_("Title: what would you tell a friend?")),
                    FieldPanel("lead"),
                    SimilarEntriesPanel(),
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
    return lead_on(tabs)
