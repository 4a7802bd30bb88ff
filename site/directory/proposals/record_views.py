"""Admin views that add and edit records: what is saved of a public one is public at once, and logged."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.snippets import CreateView, UnpublishView

from directory.proposals.changes import carry_over, log_addition, log_change
from directory.proposals.publish import accept
from directory.proposals.rules import may_decide


class RecordCreateView(CreateView):
    """Form of a new record of who keeps the lists: it is public when it is saved."""

    def setup(self, request, *args, **kwargs):
        """Save when the button says so, not while one types."""
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_action(self, request):
        """Return “publish”, whatever button was pressed."""
        return "publish"

    def run_action_method(self):
        """Publish the record, and log that it was added."""
        response = super().run_action_method()
        self.object.refresh_from_db()
        log_addition(self.object, self.request.user)
        return response

    def get_success_message(self, instance=None):
        """Say that the record is public."""
        return _("“%(name)s” is added, and public.") % {"name": instance or self.object}


class RecordUnpublishView(UnpublishView):
    """Asks before a record goes off the site, and says that it does so in every language."""

    template_name = "directory/unpublish_record.html"
    success_message = gettext_lazy("“%(object)s” is off the site, in every language.")


class SavesAtOnce:
    """Mixin of the edit form: a public record has no draft, and changes of it are logged by field."""

    def setup(self, request, *args, **kwargs):
        """Save when the button says so, and check a public record as for publication."""
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False
        if self.object.live:
            self.saving_as_draft = False

    def get_available_actions(self):
        """Leave out “publish” for a public record, where saving is publishing, and for who does not decide on proposals."""
        actions = super().get_available_actions()
        may_publish = not self.object.live and may_decide(self.request.user, self.model)
        return [action for action in actions if action != "publish" or may_publish]

    def publish_action(self):
        """Make the record public, and its translations: what was taken off in every language comes back in every one."""
        response = super().publish_action()
        self.object.refresh_from_db()
        if self.object.live:
            accept(self.object, user=self.request.user)
        return response

    def save_instance(self):
        """Save, here and in the other languages what holds in all of them, and log what changed of a public record."""
        before = type(self.object).with_proposals.get(pk=self.object.pk)
        names = [name for name in self.form.changed_data if name in {f.name for f in self.model._meta.concrete_fields}]
        others = list(before.get_translations())
        instance = super().save_instance()
        if before.live:
            log_change(instance, before, names, self.request.user)
        carry_over(instance, others, names, self.request.user)
        return instance

    def get_success_url(self):
        """Return the address of the list; of what is not public yet that of its form."""
        return reverse(self.index_url_name) if self.object.live else super().get_success_url()

    def get_success_message(self, instance=None):
        """Say whether readers see it now."""
        record = instance or self.object
        if self.action == "publish" or record.live:
            return _("“%(name)s” is saved, and public.") % {"name": record}
        return _("“%(name)s” is saved. It is not public yet.") % {"name": record}
