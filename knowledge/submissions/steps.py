"""The steps of the forms, by kind; what was typed in each is kept as it was posted, and judged again at the end."""

from dataclasses import dataclass

from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage
from knowledge.submissions import forms


@dataclass(frozen=True)
class Step:
    """A step: name in the data, heading and form."""

    name: str
    title: str | Promise
    form: type[forms.StepForm]


@dataclass(frozen=True)
class SubmissionKind:
    """A kind that anybody can bring in: page model, names of its URLs, title of its form and steps."""

    model: type[ExchangePage]
    url: str
    title: str | Promise
    intro: str | Promise
    steps: tuple[Step, ...]

    @property
    def kind(self) -> str:
        """The `kind` of the page model."""
        return self.model.kind

    @property
    def last(self) -> int:
        """Number of the step after the forms, in which the whole is looked at and sent."""
        return len(self.steps) + 1


DEMAND = SubmissionKind(
    DemandPage,
    "new_demand",
    _("Ask a question"),
    _(
        "Is there something in your street or at your work that students could help with? Ask it here: five minutes, no account."
    ),
    (
        Step("text", _("Your question"), forms.DemandText),
        Step("frame", _("Who, where and when"), forms.DemandFrame),
        Step("provision", _("What you can give"), forms.DemandProvision),
    ),
)
OFFER = SubmissionKind(
    OfferPage,
    "new_offer",
    _("Make an offer"),
    _(
        "Do you have an internship, a course, knowledge or a room for the city? Leave it here: five minutes, no account."
    ),
    (
        Step("text", _("Your offer"), forms.OfferText),
        Step("frame", _("Who, where and when"), forms.OfferFrame),
        Step("conditions", _("Conditions"), forms.OfferConditions),
    ),
)
KINDS = {one.kind: one for one in (DEMAND, OFFER)}


def read_posted(step: Step, posted: QueryDict) -> dict[str, list[str]]:
    """Return what was posted for the fields of a step, to keep and to bind again; of a single value the last one."""
    found = {}
    for name, field in step.form.base_fields.items():
        values = list(dict.fromkeys(posted.getlist(name)))
        if values:
            found[name] = values if isinstance(field, MultipleChoiceField) else values[-1:]
    return found


def bind(step: Step, kept: dict[str, list[str]]):
    """Return the form of a step with what was kept of it."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return step.form(data)


def is_complete(kind: SubmissionKind, data: dict) -> bool:
    """Return whether every step was filled in and is right, so that who changes one goes on to the end."""
    return all(step.name in data for step in kind.steps) and read_values(kind, data)[1] is None


def read_values(kind: SubmissionKind, data: dict) -> tuple[dict, int | None]:
    """Return (cleaned values of all steps, number of the first step that is not right or None)."""
    values: dict = {}
    for number, step in enumerate(kind.steps, start=1):
        form = bind(step, data.get(step.name, {}))
        if not form.is_valid():
            return values, number
        values |= form.cleaned_data
    return values, None
