"""The error of a caption file that cannot be used."""


class CaptionError(ValueError):
    """A caption file cannot be parsed; `problems` are (line number, message), line 0 for the whole file."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("; ".join(f"{line}: {problem}" for line, problem in self.problems))
