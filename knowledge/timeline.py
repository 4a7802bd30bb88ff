"""The timeline of a dossier: question, sessions with what they did to the question, outcome."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from knowledge.text_diff import mark_new


@dataclass
class Version:
    """A question at a stop: its number from 1, label, words with what is new marked, and why."""

    number: int
    label: str
    html: SafeString
    reason: str


@dataclass
class Stop:
    """A stop of the line. `date` is a day or None; `when` words in its place; `minutes` an entry that readers may see."""

    title: str
    date: object = None
    when: str = ""
    html: str = ""
    minutes: object = None
    versions: list[Version] = field(default_factory=list)


def build_timeline(dossier) -> list[Stop]:
    """Return the stops of `dossier` in their order: two queries, and one for its minutes."""
    sessions, versions = list(dossier.sessions_with_minutes), _mark(dossier.versions.all())
    minutes = _read_minutes(dossier, sessions)
    numbers = {row.number for row in sessions if row.number is not None}
    first = [version for at, version in versions if at not in numbers]
    stops = [Stop(gettext("The question at the start"), versions=first)] if first else []
    for row in sessions:
        led_to = [version for at, version in versions if row.number is not None and at == row.number]
        title = f"{gettext('Session')} {row.number}: {row.title}" if row.number else row.title
        stops.append(Stop(title, row.date, row.when, row.summary, minutes.get(row.minutes_id), led_to))
    if dossier.outcome or dossier.outcome_title:
        title = dossier.outcome_title or gettext("Outcome")
        stops.append(Stop(title, when=gettext("Result"), html=dossier.outcome))
    return stops


def _mark(rows) -> list[tuple[int | None, Version]]:
    found, previous = [], ""
    for number, row in enumerate(rows, start=1):
        found.append((row.session, Version(number, row.label, mark_new(previous, row.text), row.reason)))
        previous = row.text
    return found


def _read_minutes(dossier, sessions) -> dict:
    """Return {id as stored: public entry, in the dossier's language where that exists}."""
    keys = {row.minutes_id: row.minutes.translation_key for row in sessions if row.minutes_id}
    if not keys:
        return {}
    entries = dossier._meta.get_field("collected").related_model._meta.get_field("target").related_model.objects
    public: dict = {}
    for entry in entries.readable().defer("body").filter(translation_key__in=keys.values()):
        if entry.locale_id == dossier.locale_id or entry.translation_key not in public:
            public[entry.translation_key] = entry
    return {pk: public[key] for pk, key in keys.items() if key in public}
