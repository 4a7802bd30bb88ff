"""Changes values of a question or offer where they are stored: in the public row and in what is being written."""

from django.db import transaction

from core.signals import entry_changed
from knowledge.models.exchange import ExchangePage


@transaction.atomic
def change_stored(page: ExchangePage, *, only_this: bool = False, **values) -> None:
    """Set fields of a card in every language, or `only_this`: what the site itself changes is no edit and waits for nobody.

    A draft keeps its other changes. Afterwards `page` has the values.
    """
    model = type(page)
    pages = model.objects.select_for_update().select_related("latest_revision", "live_revision")
    pages = pages.filter(pk=page.pk) if only_this else pages.filter(translation_key=page.translation_key)
    for stored in pages.order_by("pk"):
        model.objects.filter(pk=stored.pk).update(**values)
        revisions = {stored.latest_revision, stored.live_revision, stored.scheduled_revision} - {None}
        for revision in sorted(revisions, key=lambda one: one.pk):
            revision.content.update({name.removesuffix("_id"): value for name, value in values.items()})
            revision.save(update_fields=["content"])
        if stored.live:
            entry_changed.send(sender=model, instance=model.objects.get(pk=stored.pk))
    for name, value in values.items():
        setattr(page, name, value)
