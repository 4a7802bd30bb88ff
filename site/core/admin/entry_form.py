"""The edit form of entries."""

from core.admin.page_form import PageForm
from directory.references.posted import follow_posted

FOR_PUBLISHERS = ("featured", "example_note", "corrections")


class EntryForm(PageForm):
    """Edit form of all kinds. Users without permission to publish do not get the fields of FOR_PUBLISHERS."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(follow_posted(self._meta.model, data), *args, **kwargs)
        if not self._may_publish():
            for name in FOR_PUBLISHERS:
                self.fields.pop(name, None)

    def _may_publish(self) -> bool:
        if self.for_user is None:
            return True
        if self.instance.pk:
            return self.instance.permissions_for_user(self.for_user).can_publish()
        return self.parent_page is None or self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()
