"""A series as a programme: what comes next, what is planned after that, and what was."""

from dataclasses import dataclass, field

from django.utils import timezone

AHEAD = {"announced", "live"}


@dataclass
class Programme:
    """Episodes of a series: `next` (one or none), `planned` and `past`, each in the order of time; all of them `total`."""

    next: object | None = None
    planned: list = field(default_factory=list)
    past: list = field(default_factory=list)

    @property
    def total(self) -> int:
        """Number of episodes."""
        return len(self.planned) + len(self.past) + bool(self.next)


def arrange(episodes: list) -> Programme:
    """Return the programme of a series; one that is cancelled stands where its date is, and is never the next."""
    now, programme = timezone.now(), Programme()
    for episode in sorted(episodes, key=_sort_key):
        is_ahead = episode.state in AHEAD or (episode.cancelled and (not episode.start or episode.start > now))
        (programme.planned if is_ahead else programme.past).append(episode)
    programme.next = next((one for one in programme.planned if one.state in AHEAD and one.start), None)
    if programme.next:
        programme.planned.remove(programme.next)
    return programme


def _sort_key(episode) -> tuple:
    """Return the order of time; without a date by number, after those that have one."""
    start = episode.start.timestamp() if episode.start else float("inf")
    if not episode.start and episode.has_recording:
        start = 0.0
    return (start, episode.number or 0, episode.pk)
