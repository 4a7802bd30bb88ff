"""Limits of attempts by the network of the client, kept in the database under keyed hashes (docs/decisions/0049).

No limit is shared by everybody, so nobody can close a form for others: a client, its network and a wide network are counted for
themselves, and a subject (an account, an address that gets mail) by the number of networks, in which each counts once.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Attempt
from accounts.network import PREFIXES, WIDE_PREFIXES, client_network, make_digest

CLIENT_PREFIXES = {4: 32, 6: 64}  # one machine, or one household
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """Where an attempt comes from, as keyed hashes."""

    client: str
    network: str
    wide_network: str

    @classmethod
    def of_request(cls, request) -> "Source":
        """Return the networks of a request."""
        return cls(*(make_digest(client_network(request, one)) for one in (CLIENT_PREFIXES, PREFIXES, WIDE_PREFIXES)))

    @classmethod
    def of_device(cls, device: str) -> "Source":
        """Return a known device, wherever it is."""
        return cls(*[make_digest(f"device {device}")] * 3)


class Excess(Enum):
    """Which limit is reached: that of the source, or that of a subject to which many networks came."""

    SOURCE = "source"
    SUBJECT = "subject"


@dataclass(frozen=True)
class RateLimit:
    """At most so many attempts of a kind within `window`; 0 is no limit.

    `per_subject`: of one network for one subject. `networks`: wide networks that try one subject within `subject_window`.
    `crowd`: attempts of everybody, above which each network has one.
    """

    kind: str
    window: timedelta
    per_client: int = 0
    per_network: int = 0
    per_wide_network: int = 0
    per_subject: int = 0
    networks: int = 0
    subject_window: timedelta = timedelta()
    crowd: int = 0

    def find_excess(self, source: Source, subject: str = "") -> Excess | None:
        """Return which limit one more attempt would pass."""
        now = timezone.now()
        recent = Attempt.objects.filter(kind=self.kind, made_at__gt=now - self.window)
        own = Q(network=source.network)
        counts = recent.aggregate(
            of_client=Count("pk", filter=own & Q(client=source.client)),
            of_network=Count("pk", filter=own),
            of_wide=Count("pk", filter=Q(wide_network=source.wide_network)),
            of_subject=Count("pk", filter=own & Q(subject=subject)),
            of_all=Count("pk"),
        )
        limits = {"client": self.per_client, "network": self.per_network, "wide": self.per_wide_network}
        limits["subject"] = self.per_subject if subject else 0
        if any(limit and counts[f"of_{name}"] >= limit for name, limit in limits.items()):
            return Excess.SOURCE
        if self.crowd and counts["of_all"] >= self.crowd and counts["of_network"]:
            return Excess.SOURCE
        return Excess.SUBJECT if self.networks and subject and self._is_besieged(source, subject, now) else None

    def _is_besieged(self, source: Source, subject: str, now) -> bool:
        tried = Attempt.objects.filter(kind=self.kind, subject=subject, made_at__gt=now - self.subject_window)
        others = tried.exclude(wide_network=source.wide_network)
        return others.values("wide_network").distinct().count() >= self.networks

    def record(self, source: Source, subject: str = "") -> Attempt:
        """Count an attempt, and delete those that no limit asks for any more."""
        now = timezone.now()
        old = Q(kind=self.kind, made_at__lte=now - max(self.window, self.subject_window)) | Q(
            made_at__lte=now - 2 * DAY
        )
        Attempt.objects.filter(old).delete()
        return Attempt.objects.create(
            kind=self.kind,
            client=source.client,
            network=source.network,
            wide_network=source.wide_network,
            subject=subject,
        )

    def consume(self, source: Source, subject: str = "") -> Excess | None:
        """Count an attempt unless a limit is reached; return that limit."""
        with transaction.atomic():
            excess = self.find_excess(source, subject)
            if excess is None:
                self.record(source, subject)
        return excess

    def forget(self, source: Source, subject: str) -> None:
        """Delete the attempts of a network for a subject, which was right at last."""
        Attempt.objects.filter(kind=self.kind, network=source.network, subject=subject).delete()


def digest_subject(text: str) -> str:
    """Return the keyed hash of an account's name or an e-mail address."""
    return make_digest(f"subject {text.strip().casefold()}")
