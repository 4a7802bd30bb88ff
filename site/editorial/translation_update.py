"""wagtail-localize's screen that brings translations up to date, without its way around the board.

Who may translate may fetch the new texts; who may publish every translation concerned may also publish them at once.
"""

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.update_translations import UpdateTranslationsView as LocalizeView

from accounts.acting import RefusedError
from editorial.translations.writing import make_address

PUBLISH_FIELD = "publish_translations"


class UpdateTranslationsView(LocalizeView):
    """Shows the tick box “publish” to publishers only, and refuses its value from others."""

    def get_form(self):
        """Return the form, without the tick box for who may not publish."""
        form = super().get_form()
        if not self.may_publish():
            del form.fields[PUBLISH_FIELD]
        return form

    def post(self, request, **kwargs):
        """Refuse to publish before anything is written."""
        if request.POST.get(PUBLISH_FIELD) and not self.may_publish():
            raise RefusedError(
                _("A translation is published by the board. Nothing was changed; send it again without “publish”."),
                url=request.get_full_path(),
                label=_("Go back"),
            )
        return super().post(request, **kwargs)

    def form_valid(self, form):
        """Update the translations; a form without the tick box publishes nothing."""
        form.cleaned_data.setdefault(PUBLISH_FIELD, False)
        if form.cleaned_data[PUBLISH_FIELD] and issubclass(self.object.specific_content_type.model_class(), Page):
            for translation in self.object.translations.filter(enabled=True):
                make_address(translation)
        return super().form_valid(form)

    def may_publish(self) -> bool:
        """Return whether the user may publish all translations that the form would publish."""
        translations = self.object.translations.filter(enabled=True)
        return all(_may_publish(self.request.user, translation.get_target_instance()) for translation in translations)


def _may_publish(user, instance) -> bool:
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return policy_registry.get_by_type(type(instance)).user_has_permission(user, "change")
