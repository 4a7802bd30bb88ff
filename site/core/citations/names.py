"""Names of authors as reference managers want them: given names, particles and surname apart."""

import re

from core.entries.personal_names import PARTICLES

_TITLES = re.compile(r"^(?:(?:prof|dr|drs|mr|ir|ing|em|dhr|mevr|mw|mrs|ms)\.\s*)+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:\([^)]*\)|,\s*(?:msc|ma|bsc|ba|phd|llm|mba)\.?)\s*$", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:afdeling|bewoners|buurthuis|community|council|department|gemeente|groep|group|hogeschool|minor|municipality|"
    r"programma|programme|project|redactie|residents|school|stadslab|stichting|students?|studenten|team|universiteit|"
    r"university|vereniging|werkgroep)\b|[&/+]|\b(?:en|and)\b",
    re.IGNORECASE,
)


def split_name(name: str) -> dict[str, str]:
    """Return a name as CSL-JSON: `family`, `given` and `non-dropping-particle`, or `literal`.

    A single word and the name of a group stay whole (`literal`). “De Vries, Jan” and “Jan de Vries” say the same.
    """
    name = " ".join(name.split())
    name = _AFTER_NAME.sub("", _TITLES.sub("", name)) or name
    if name.count(",") == 1 and not _GROUP.search(name):
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}"
    words = name.split()
    if len(words) < 2 or _GROUP.search(name):
        return {"literal": name}
    first = next((at for at in range(1, len(words) - 1) if _is_particle(words[at])), len(words) - 1)
    last = first
    while last < len(words) - 1 and _is_particle(words[last]):
        last += 1
    parts = {"family": " ".join(words[last:]), "given": " ".join(words[:first])}
    return parts | {"non-dropping-particle": " ".join(words[first:last])} if last > first else parts


def join_name(name: dict[str, str]) -> str:
    """Return a name of CSL-JSON as “van der Hout, Peter”; a literal name as it is."""
    if "literal" in name:
        return name["literal"]
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return f"{family}, {name['given']}"


def _is_particle(word: str) -> bool:
    return word.lower().replace("’", "'") in PARTICLES
