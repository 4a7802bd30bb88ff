"""Logging filters."""

import logging
import re

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")


class PersonalDataFilter(logging.Filter):
    """Masks e-mail and IPv4 addresses in log messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message; keep every record."""
        message = record.getMessage()
        record.msg = _IP.sub("[ip]", _ADDRESS.sub("[e-mail]", message))
        record.args = ()
        return True
