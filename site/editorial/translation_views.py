"""Views of wagtail-localize that list records, limited to what the user keeps.

As they come they show everybody who may sign in the names of all records, also of people who did not agree to be shown.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from directory.permissions import may_see_all


class RecordApi(SnippetViewSet):
    """The API of the translation editor's chooser of records, for who keeps the asked type."""

    def get_model(self):
        """Return the model; raise Http404 when it is no snippet, PermissionDenied (403) when the user does not keep it."""
        model = super().get_model()
        if not may_see_all(self.request.user, model):
            raise PermissionDenied
        return model


class TranslationsReport(TranslationsReportView):
    """The report of translations, on the screen and as a file."""

    def get_queryset(self):
        """Return the translations of pages in the user's part of the tree, and of the records that the user keeps."""
        types = ContentType.objects.filter(pk__in=Translation.objects.values("source__specific_content_type_id"))
        hidden = [kind.pk for kind in types if not self._may_see(kind.model_class())]
        found = super().get_queryset().exclude(source__specific_content_type_id__in=hidden)
        pages = policy_registry.get_by_type(Page).explorable_instances(self.request.user)
        is_record = ~Q(source__object__content_type=ContentType.objects.get_for_model(Page))
        return found.filter(is_record | Q(source__object_id__in=pages.order_by().values("translation_key")))

    def _may_see(self, model) -> bool:
        return model is not None and (issubclass(model, Page) or may_see_all(self.request.user, model))
