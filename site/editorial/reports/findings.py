"""What is missing in public entries, kept for the report: asking every rule of every entry takes too long for a screen.

The worker looks again at what changed, a few at a time, and at everything once a week: a theme or a picture may be gone.
"""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone, translation

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.completeness import completeness
from editorial.reports.models import EntryFindings

AT_ONCE, KEPT = 20, timedelta(days=7)  # entries of one tick


def refresh() -> int:
    """Ask the rules for the entries that changed since they were asked; return how many that were."""
    old = Q(findings=None) | Q(findings__checked_at__lt=F("last_published_at"))
    old |= Q(findings__checked_at__lt=timezone.now() - KEPT)
    entries = EntryPage.objects.filter(old, live=True, locale=get_locale("nl"), alias_of=None).order_by("pk")
    changed = list(entries[:AT_ONCE])
    for entry in changed:
        store(entry.specific)
    return len(changed)


def store(entry: EntryPage) -> None:
    """Keep what is missing in an entry; hints about style and notices are not kept."""
    with translation.override("nl"):
        texts = [str(one.text) for one in completeness(entry) if one.weight.is_missing]
    values = {"texts": texts, "number": len(texts), "checked_at": timezone.now()}
    EntryFindings.objects.update_or_create(page_id=entry.pk, defaults=values)
