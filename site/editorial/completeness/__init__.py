"""Completeness: what is missing in an entry before readers are well served, as a list of findings for its editor.

`completeness(entry)` asks every rule; few of them block publication (`Weight.BLOCKS`), the rest advises. Apps add rules for
their kinds to `core.extensions.completeness_rules`, or name the `expected_fields` of a kind.
"""

from editorial.completeness.checks import completeness

__all__ = ["completeness"]
