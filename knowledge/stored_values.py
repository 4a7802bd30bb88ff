"""Writes the answer of a question where it is stored: in the public row and in what is being written."""

from django.db import transaction

from core.signals import entry_changed
from knowledge.models import DemandPage


@transaction.atomic
def store_answer(page: DemandPage, **values) -> None:
    """Set `answer` or `answered_in_id` of a question in one language; a draft keeps its other changes.

    What the site itself writes follows from what the board published, so it waits for nobody.
    """
    if unknown := set(values) - {"answer", "answered_in_id"}:
        raise ValueError(f"no part of the answer: {sorted(unknown)}")
    stored = (
        DemandPage.objects.select_for_update(of=("self",))
        .select_related("latest_revision", "live_revision")
        .get(pk=page.pk)
    )
    DemandPage.objects.filter(pk=page.pk).update(**values)
    revisions = {stored.latest_revision, stored.live_revision, stored.scheduled_revision} - {None}
    for revision in sorted(revisions, key=lambda one: one.pk):
        revision.content.update({name.removesuffix("_id"): value for name, value in values.items()})
        revision.save(update_fields=["content"])
    if stored.live:
        entry_changed.send(sender=DemandPage, instance=DemandPage.objects.get(pk=page.pk))
