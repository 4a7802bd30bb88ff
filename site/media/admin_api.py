"""Files in the admin's API: those that the user may choose; Wagtail lists them all for everybody who may sign in."""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from media.models import SiteDocument, SiteImage
from media.public_use.policy import get_policy


class ImagesApi(ImagesAdminAPIViewSet):
    """Images."""

    def get_queryset(self):
        """Return the images that the user may choose."""
        collections = get_policy(SiteImage).collections_user_has_permission_for(self.request.user, "choose")
        return super().get_queryset().filter(collection__in=collections)


class DocumentsApi(DocumentsAdminAPIViewSet):
    """Documents."""

    def get_queryset(self):
        """Return the documents that the user may choose."""
        collections = get_policy(SiteDocument).collections_user_has_permission_for(self.request.user, "choose")
        return super().get_queryset().filter(collection__in=collections)
