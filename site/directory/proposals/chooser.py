"""The chooser's second tab: propose a record that is not in the list."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetCreateView
from wagtail.snippets.widgets import AdminSnippetChooser

from directory.proposals.forms import get_proposal_form
from directory.proposals.rules import may_propose


class Proposes:
    """Mixin of the views with the form: who writes entries may propose, whoever keeps the lists."""

    creation_tab_label = _("Not in the list? Propose it")
    create_action_label = _("Propose")
    creation_form_template_name = "directory/proposal_form.html"

    def can_create(self):
        """Return whether the user may propose a record."""
        return may_propose(self.request.user)

    def get_creation_form_class(self):
        """Return the form of the kind."""
        return get_proposal_form(self.model_class)

    def get_creation_form_kwargs(self):
        """Add who proposes."""
        return {**super().get_creation_form_kwargs(), "user": self.request.user}


class ProposalView(Proposes, SnippetCreateView):
    """Answers the form: the near names, or the record that is used from now on."""


class RecordChooser(AdminSnippetChooser):
    """The chooser in a form. It shows what is chosen there, a proposal too; Wagtail's knows what is public alone."""

    def get_instance(self, value):
        """Return the record, or None when there is none with this id."""
        if value is None or isinstance(value, self.model_class):
            return value
        try:
            return self.model_class.with_proposals.filter(pk=value).first()
        except (TypeError, ValueError):  # not an id: the field says so
            return None
