"""Validation and URLs of ORCID and ROR identifiers."""

from functools import cache
from types import ModuleType

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def load_schemes() -> ModuleType:
    """Return the library that knows the schemes of identifiers; a process that meets no identifier does without its patterns."""
    import idutils  # noqa: PLC0415 -- its patterns take a tenth of the time that a command needs to start

    return idutils


def validate_orcid(value: str) -> None:
    """Raise ValidationError unless `value` is an ORCID iD with a correct check digit (ISO 7064)."""
    if not load_schemes().is_orcid(value):
        raise ValidationError(_("This is not a valid ORCID. It has four groups of four, such as 0000-0002-1825-0097."))


def validate_ror(value: str) -> None:
    """Raise ValidationError unless `value` is a ROR id or its URL."""
    if not load_schemes().is_ror(value):
        raise ValidationError(_("This is not a valid ROR. It looks like https://ror.org/021zvq422."))


def orcid_url(value: str) -> str:
    """Return the URL of an ORCID record."""
    return load_schemes().to_url(load_schemes().normalize_orcid(value), "orcid", "https")


def ror_url(value: str) -> str:
    """Return the URL of a ROR record."""
    return f"https://ror.org/{load_schemes().normalize_ror(value)}"
