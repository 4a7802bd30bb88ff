"""What keeps an entry from being published."""


class NotPublishableError(Exception):
    """A version lacks something without which readers cannot use it; `reasons` are sentences for its editor."""

    def __init__(self, page, reasons):
        self.page, self.reasons = page, list(reasons)
        super().__init__(" ".join(self.reasons))
