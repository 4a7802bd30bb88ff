"""The timeline of a dossier: question, sessions with the versions of the question, outcome."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.entries.relations import read_entries
from knowledge.text_diff import mark_insertions


@dataclass
class MarkedVersion:
    """A version of the question: number from 1, label, HTML with insertions marked, and reason of the change."""

    number: int
    label: str
    html: SafeString
    reason: str


@dataclass
class TimelineStop:
    """An item of the timeline. `when` is a text shown without `date`; `minutes` is a public entry or None."""

    title: str
    date: object = None
    when: str = ""
    html: str = ""
    minutes: object = None
    versions: list[MarkedVersion] = field(default_factory=list)


def build_timeline(dossier) -> list[TimelineStop]:
    """Return the stops of `dossier` in order; two queries, and one for the minutes."""
    sessions, versions = list(dossier.sessions_with_minutes), _mark(dossier.versions.all())
    minutes = read_entries(sessions, "minutes", dossier.locale_id)
    numbers = {row.number for row in sessions if row.number is not None}
    first = [version for at, version in versions if at not in numbers]
    stops = [TimelineStop(gettext("The question at the start"), versions=first)] if first else []
    for row in sessions:
        resulting = [version for at, version in versions if row.number is not None and at == row.number]
        title = f"{gettext('Session')} {row.number}: {row.title}" if row.number else row.title
        stops.append(TimelineStop(title, row.date, row.when, row.summary, minutes.get(row.minutes_id), resulting))
    if dossier.outcome or dossier.outcome_title:
        title = dossier.outcome_title or gettext("Outcome")
        stops.append(TimelineStop(title, when=gettext("Result"), html=dossier.outcome))
    return stops


def _mark(rows) -> list[tuple[int | None, MarkedVersion]]:
    found, previous = [], ""
    for number, row in enumerate(rows, start=1):
        found.append((row.session, MarkedVersion(number, row.label, mark_insertions(previous, row.text), row.reason)))
        previous = row.text
    return found
