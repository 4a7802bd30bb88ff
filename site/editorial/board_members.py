"""The screen on which a chief editor says who looks after which themes and organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from directory.models import Organisation, Theme
from editorial.models import BoardMember


class BoardMemberForm(WagtailAdminModelForm):
    """Form with check boxes; records are chosen in the primary language and hold in every one."""

    class Meta:
        widgets = {"themes": forms.CheckboxSelectMultiple, "organisations": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("themes", Theme), ("organisations", Organisation)):
            records = model.objects.filter(locale__language_code="nl")
            self.fields[name].queryset = (records | self.get_chosen(name)).distinct().order_by("name")

    def get_chosen(self, name: str):
        """Return the records that were chosen before, also in another language."""
        model = self.fields[name].queryset.model
        return getattr(self.instance, name).all() if self.instance.pk else model.objects.none()


def list_names(member: BoardMember) -> str:
    """Return what somebody looks after, as words for the list."""
    records = [*member.themes.all(), *member.organisations.all()]
    return ", ".join(record.name for record in records) or "–"


class BoardMemberViewSet(ModelViewSet):
    """Members of the board with their themes and organisations."""

    model = BoardMember
    name = "redactieraad"
    icon = "group"
    menu_label = _("Who looks after what")
    menu_order = 230
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["user", Column("subjects", label=_("Themes and organisations"), accessor=list_names)]
    ordering = ["user__first_name", "user__username"]
    edit_handler = ObjectList(
        [FieldPanel("user"), FieldPanel("themes"), FieldPanel("organisations")], base_form_class=BoardMemberForm
    )
