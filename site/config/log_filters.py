"""Logs without personal data."""

import logging
import re

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")


class PersonalDataFilter(logging.Filter):
    """Masks e-mail and network addresses in every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message; never drop it."""
        message = record.getMessage()
        record.msg = _IP.sub("[ip]", _ADDRESS.sub("[e-mail]", message))
        record.args = ()
        return True
