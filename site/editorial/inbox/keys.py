"""Names of what is told: two notices with the same key tell the same thing."""

import hashlib
import re


def name_work(work) -> str:
    """Return the key of open work of another app; numbers in its note may change without making it news."""
    words = re.sub(r"\d+", "#", str(work.note))
    return f"work:{work.page.pk}:{hashlib.sha256(words.encode()).hexdigest()[:16]}"
