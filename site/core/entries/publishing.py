"""Errors of publication."""


class NotPublishableError(Exception):
    """A version may not be published; `reasons` are sentences for its editor."""

    def __init__(self, page, reasons):
        self.page, self.reasons = page, list(reasons)
        super().__init__(" ".join(self.reasons))
