"""Labels of fields in Wagtail's forms that Django makes out of their English names."""

from django.utils.translation import gettext_lazy as _


def set_labels() -> None:
    """Give these fields a label in the language of the screen; called from `AppConfig.ready()`."""
    from wagtail.admin.forms.choosers import (  # noqa: PLC0415 -- imports models
        AnchorLinkChooserForm,
        EmailLinkChooserForm,
        ExternalLinkChooserForm,
        PhoneLinkChooserForm,
    )
    from wagtail.admin.forms.workflows import WorkflowPageForm  # noqa: PLC0415 -- imports models

    text = {"link_text": _("Text of the link")}
    for form, labels in (
        (AnchorLinkChooserForm, text),
        (ExternalLinkChooserForm, text),
        (
            EmailLinkChooserForm,
            {**text, "email_address": _("E-mail address"), "subject": _("Subject"), "body": _("Message")},
        ),
        (PhoneLinkChooserForm, {**text, "phone_number": _("Telephone number")}),
        (WorkflowPageForm, {"page": _("page")}),
    ):
        for name, label in labels.items():
            form.base_fields[name].label = label
