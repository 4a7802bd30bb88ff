"""Access rules of files: public while a public page or record uses them, and for users of the admin."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import CollectionViewRestriction, ReferenceIndex

from media.extensions import file_user_checks, public_record_checks, withdrawn_file_checks
from media.models import PublicCollection


def is_gone(request, item) -> bool:
    """Return whether to answer 410 for a withdrawn file; users of the admin may still fetch it."""
    return any(check(item) for check in withdrawn_file_checks) and not may_edit(request)


def may_edit(request) -> bool:
    """Return whether the user has access to the admin; no query without a session."""
    return bool(request.session.session_key) and request.user.has_perm("wagtailadmin.access_admin")


def is_used(model, pk) -> bool:
    """Return whether a public page or record uses this file."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=str(pk)
    ).values_list("base_content_type_id", "object_id")
    users: dict[int, set] = {}
    for content_type, object_id in references:
        users.setdefault(content_type, set()).add(object_id)
    for content_type, ids in users.items():
        record = ContentType.objects.get_for_id(content_type).model_class()
        if record and any(check(record, ids) for check in public_record_checks):
            return True
    return any(check(model, pk) for check in file_user_checks)


def may_see(request, item) -> bool:
    """Return whether the user may fetch the file of `item`."""
    if may_edit(request):
        return True
    collections = item.collection.get_ancestors(inclusive=True)
    if CollectionViewRestriction.objects.filter(collection__in=collections).exists():
        return False
    return is_used(type(item), item.pk) or PublicCollection.objects.filter(collection__in=collections).exists()
