"""What is missing in an entry, as sentences for its editor; filled in by rules of all apps."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a finding means: it prevents publication, something is missing, the text may read easier, or it is good to know."""

    BLOCKS = "blocks"
    ADVICE = "advice"
    HINT = "hint"
    NOTICE = "notice"

    @property
    def is_missing(self) -> bool:
        """Whether something is missing; hints about style and notices are no work."""
        return self in {Weight.BLOCKS, Weight.ADVICE}


@dataclass(frozen=True)
class Finding:
    """One thing that an editor may mend.

    `rule`: its name, such as "lead". `field`: where in the edit form, as Wagtail's comments name it: the field, and for a
    block of a text `body.ID`. `url`: where it is mended instead, such as the form of a picture.
    """

    rule: str
    text: str
    field: str = ""
    weight: Weight = Weight.ADVICE
    url: str = ""
