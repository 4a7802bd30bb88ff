"""Initiatives in Wagtail's admin."""

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from directory.choosers import TitledChooserViewSet
from knowledge.initiatives.admin_views import PERMISSIONS
from knowledge.models import Initiative


class InitiativeForm(WagtailAdminModelForm):
    """The form; records are the public ones of the site's own language, and readers see them in theirs.

    What was chosen before stays a choice: readers do not see it while it is not public, and saving loses nothing.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = [theme.pk for theme in self.instance.themes.all()] if self.instance.pk else []
        for name, chosen in (("place", [self.instance.place_id]), ("themes", themes)):
            field, public = self.fields[name], Q(locale=Locale.get_default(), live=True)
            field.queryset = field.queryset.filter(public | Q(pk__in=chosen)).order_by("name")


class InitiativeIndexView(IndexView):
    """The list, with the ways to the import and the export."""

    @property
    def header_buttons(self):
        """Wagtail's buttons, and those of import and export, for who may do both."""
        buttons = super().header_buttons
        if self.request.user.has_perms(PERMISSIONS):
            buttons = [
                *buttons,
                HeaderButton(_("Import CSV"), url=reverse("import_initiatives"), icon_name="upload"),
                HeaderButton(_("Download as CSV"), url=reverse("export_initiatives"), icon_name="download"),
            ]
        return buttons


class InitiativeViewSet(SnippetViewSet):
    """Initiatives without a page of their own."""

    model = Initiative
    icon = "pick"
    menu_label = _("Initiatives")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "place", "phase", "since", BooleanColumn("shown", label=_("shown"))]
    list_filter = ["phase", "shown"]
    search_fields = ["name", "sentence", "who"]
    ordering = ["name"]
    list_per_page = 50
    copy_view_enabled = False
    index_view_class = InitiativeIndexView
    chooser_viewset_class = TitledChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("sentence"),
            FieldPanel("sentence_en"),
            MultiFieldPanel(
                [FieldPanel("place", widget=forms.Select), FieldPanel("themes", widget=forms.CheckboxSelectMultiple)],
                heading=_("About what, and where"),
            ),
            FieldPanel("who"),
            FieldPanel("url"),
            FieldRowPanel([FieldPanel("phase"), FieldPanel("since")]),
            FieldPanel("shown"),
        ],
        base_form_class=InitiativeForm,
    )
