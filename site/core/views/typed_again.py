"""What somebody sent, for a page that lets them send it again: nothing that was typed is lost with an error."""

import re
from dataclasses import dataclass, field

HIDDEN = {"csrfmiddlewaretoken"}
SECRET = re.compile(r"pass|wachtwoord|^code$|secret", re.IGNORECASE)  # names of fields that are typed once more
LONGEST_SHOWN = 20_000  # characters of one value


@dataclass
class Typed:
    """The values of a form: `values` as (name, text), and the names of `secrets` and `files`, which are asked for again."""

    values: list[tuple[str, str]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The values that somebody wrote: those with a word in them, without counts, choices and JSON."""
        return [
            (name.rsplit("-", 1)[-1], text)
            for name, text in self.values
            if re.search(r"[^\W\d_]{2}", text)
            and not text.startswith(("{", "["))
            and len(text) <= LONGEST_SHOWN
            and not re.search(
                r"_FORMS$|^(token|next|loaded_|action-)|-(type|id|order|deleted)$|_id$|_created_at$", name
            )
        ]

    def __bool__(self) -> bool:
        return bool(self.values or self.secrets or self.files)


def find_typed(request) -> Typed:
    """Return what was posted; empty for another method, or when the request could not be read."""
    typed = Typed()
    if request.method != "POST":
        return typed
    try:
        posted, files = request.POST, request.FILES
    except Exception:  # the request itself could not be read
        return typed
    for name, texts in posted.lists():
        if name in HIDDEN:
            continue
        if SECRET.search(name):
            typed.secrets.append(name)
        else:
            typed.values += [(name, text) for text in texts]
    lost = getattr(request, "lost_files", [])
    typed.files = [*lost, *((name, one.name) for name in files for one in files.getlist(name))]
    return typed
