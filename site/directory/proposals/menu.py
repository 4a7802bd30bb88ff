"""Buttons of the form of a record: they say what becomes public."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from directory.models.record import Record
from directory.proposals.rules import may_decide


class SaveRecordItem(ActionMenuItem):
    """The button that saves."""

    name = "action-save-record"
    icon_name = "download"
    template_name = "directory/save_button.html"

    def __init__(self, label, order=0):
        super().__init__(order=order)
        self.label = label


class PublishRecordItem(ActionMenuItem):
    """The button that makes a proposal public."""

    name = "action-publish"
    label = _("Save and make public")
    icon_name = "upload"


def set_record_buttons(menu_items: list, request, context: dict) -> None:
    """Replace Wagtail's buttons about drafts by ours; receiver of the hook `construct_snippet_action_menu`."""
    model, record = context.get("model"), context.get("instance")
    if model is None or not issubclass(model, Record) or context.get("view") not in {"create", "edit"}:
        return
    is_public = record is None or not record.pk or record.live
    kept = [item for item in menu_items if item.name not in {"action-save", "action-publish", "action-unpublish"}]
    decides = may_decide(request.user, model)
    unpublish = [item for item in menu_items if item.name == "action-unpublish" and decides]
    if is_public:
        menu_items[:] = [SaveRecordItem(_("Save, also for readers")), *unpublish, *kept]
    elif decides:
        menu_items[:] = [PublishRecordItem(order=0), SaveRecordItem(_("Save without making public"), order=1), *kept]
    else:
        menu_items[:] = [SaveRecordItem(_("Save without making public")), *kept]
