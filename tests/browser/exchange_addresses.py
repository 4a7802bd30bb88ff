"""Addresses of the forms of questions and offers, in every state that has a face of its own."""

from django.urls import reverse
from django.utils import timezone, translation

from knowledge.models import DemandPage, Submission, SubmissionForm
from knowledge.submissions import links
from tests.knowledge.submissions.forms import DEMAND, STEPS


def exchange_addresses(code: str) -> list[str]:
    """Return the addresses of a language: forms, a form that is being filled in, and a private page."""
    steps = zip(("text", "frame", "provision"), STEPS[DEMAND], strict=True)
    data = {
        step: {name: value if isinstance(value, list) else [value] for name, value in values.items()}
        for step, values in steps
    }
    form = SubmissionForm.objects.create(kind="demand", language=code, data=data)
    page = DemandPage.objects.live().filter(locale__language_code=code, state="open").first()
    submission = Submission.objects.create(
        kind="demand", language=code, email="a@wijk.example", page_id=page.pk, confirmed_at=timezone.now()
    )
    with translation.override(code):
        own = links.sign(submission, links.OWN)
        return [
            *map(reverse, ("new_demand", "new_offer", "initiatives")),
            f"{reverse('new_demand')}?sent=1",
            *(reverse("fill_demand", args=[form.pk, number]) for number in (2, 4)),
            *(reverse(f"{name}_submission", args=[own]) for name in ("own", "change", "prolong")),
            reverse("react", args=[page.pk]),
        ]
