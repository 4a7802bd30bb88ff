"""The signal of a merge."""

from django.dispatch import Signal

# Sent in the transaction of a merge with `plan` (MergePlan); its `page_ids` are the pages of which relations changed.
records_merged = Signal()
