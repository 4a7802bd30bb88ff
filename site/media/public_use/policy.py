"""The permission policy of images, documents and recordings, which every view, bulk action and chooser asks.

Wagtail's rule by role and owner stays. What something public uses is changed only by who may publish that, and an owner
without the right to delete deletes only what nothing uses. A collection that is public as a whole takes files from
those alone who may make it so. See docs/decisions/0041.
"""

from django.db.models import Model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy, CollectionPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtailmedia.permissions import MediaPermissionPolicyChecker

from media.models import PublicCollection, SiteDocument, SiteImage, SiteMedia
from media.public_use.referrers import find_protecting
from media.public_use.uses import Use, find_draft_uses, find_public_uses

WRITES = ("change", "delete")
AUTH_MODELS = {SiteImage: "wagtailimages.Image", SiteDocument: "wagtaildocs.Document", SiteMedia: "wagtailmedia.Media"}


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Permissions on files, by role, owner and public use."""

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        """Return whether the user may do one of these with a file, as it is used now."""
        return any(
            self.has_right(user, action, instance)
            and (action not in WRITES or not find_obstacles(user, action, instance))
            for action in actions
        )

    def has_right(self, user, action: str, instance) -> bool:
        """Return whether the role or the ownership of a user allows an action on a file, whatever uses it."""
        if action != "delete":
            return super().user_has_any_permission_for_instance(user, [action], instance)
        return self.may_delete_all(user, instance) or (
            instance.uploaded_by_user_id == user.pk
            and self.by_role.user_has_permission_for_instance(user, "add", instance)
        )

    def may_delete_all(self, user, instance) -> bool:
        """Return whether the table of roles lets a user delete files of anybody."""
        return self.by_role.user_has_permission_for_instance(user, "delete", instance)

    @property
    def by_role(self) -> CollectionPermissionPolicy:
        """The permissions of groups alone, without those of owners."""
        return CollectionPermissionPolicy(self.model, auth_model=self.auth_model)

    def collections_user_has_any_permission_for(self, user, actions):
        """Return the collections to choose from; the public ones for who may make a collection public."""
        found = super().collections_user_has_any_permission_for(user, actions)
        if "add" not in actions or user.has_perm("media.change_publiccollection"):
            return found
        kept = found
        for row in PublicCollection.objects.select_related("collection"):
            kept = kept.exclude(path__startswith=row.collection.path)
        return kept if kept.exists() else found


def find_obstacles(user, action: str, file: Model) -> list[Use]:
    """Return the uses of a file for which a user may not change or delete it."""
    obstacles = [use for use in find_public_uses(file) if not use.may_be_changed_by(user)]
    if action != "delete" or obstacles:
        return obstacles
    uses = find_draft_uses(file)
    if not get_policy(type(file)).may_delete_all(user, file):
        return uses
    needed = find_protecting(type(file), file.pk)
    return [use for use in uses if str(use.user.pk) in needed.get(type(use.user), ())]


def get_policy(model: type[Model]) -> FilePermissionPolicy:
    """Return the policy of a model of files."""
    return policy_registry.get_by_type(model)


def may_choose_files(user) -> bool:
    """Return whether a user puts files into what they write or translate; recordings have no permission of their own for it."""
    return get_policy(SiteImage).user_has_permission(user, "choose")


def register_policies() -> None:
    """Register the policies before those of Wagtail's apps, which are for subclasses too; called by `AppConfig.ready()`."""
    for model, auth_model in AUTH_MODELS.items():
        policy = FilePermissionPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
    # Its views make a policy of their own instead of asking the registry.
    MediaPermissionPolicyChecker.policy = property(lambda checker: get_policy(SiteMedia))
