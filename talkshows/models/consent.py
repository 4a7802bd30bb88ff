"""Consent of a guest to a recording: what was agreed, until when, and when it was withdrawn."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talkshows.captions.fields import SecondsField


class ConsentQuerySet(models.QuerySet):
    """Filters by validity at the time of the query, so that an end date needs no scheduled task."""

    def ended(self):
        """Filter on consents that were withdrawn or have passed their end date."""
        return self.filter(Q(withdrawn_at__isnull=False) | Q(until__lt=timezone.localdate()))

    def active(self):
        """Filter on consents that are valid today."""
        return self.filter(withdrawn_at=None).filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def for_entry(self, entry_key, recording: str):
        """Filter on consents of an entry, or that name its recording, so that copies of the page are covered."""
        names_recording = Q(recordings__contains=f"\n{recording}\n") if recording else Q()
        return self.filter(Q(entry_key=entry_key) | names_recording)

    def naming_recording(self, recording: str):
        """Filter on consents that name this recording."""
        return self.filter(recordings__contains=f"\n{recording}\n")


class Consent(models.Model):
    """A guest's consent to a recording. Not part of page revisions: withdrawing it applies to every revision at once.

    `entry_key` is the episode's translation key and covers all languages. `recordings` lists, one per line, the identities
    (`file:ID:NAME` or `url:URL`) of the recordings the guest is in. A trimmed version has another identity, and stays public.
    """

    class TrimStatus(models.TextChoices):
        """Result of trimming the recording to the retained range; labels are messages for editors."""

        NONE = "", ""
        WAITING = "waiting", _("The part that may stay is being cut; look again in a few minutes.")
        DONE = "done", _("The part that may stay is published in place of the whole recording.")
        ELSEWHERE = "elsewhere", _("The recording stands elsewhere: cut it there, and fill in the new address.")
        NO_PICTURE = "no-picture", _("No picture can begin within that part. Make it longer, or upload a cut version.")
        EMPTY = "empty", _("There is nothing of the recording in that part. Look at its times again.")
        NO_CAPTIONS = "no-words", _("Nothing is said in that part, so it has no captions. Choose another part.")
        FAILED = "failed", _("The part could not be cut. Save it again to try once more, or upload a cut version.")

    entry_key = models.UUIDField(_("episode"), db_index=True)
    person = models.ForeignKey(
        "directory.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("As readers see it."))
    also_called = models.CharField(
        _("also called"), max_length=300, blank=True,
        help_text=_("How the captions name this guest, with commas: “Fatima, wijkmakelaar”."),
    )  # fmt: skip
    agreed = models.TextField(
        _("what was agreed"),
        max_length=1000,
        help_text=_("In the guest’s words where you can: name, picture, voice, for what."),
    )
    given_on = models.DateField(_("agreed on"), default=timezone.localdate)
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day. If you fill in none, it holds until it is withdrawn."),
    )
    picture = models.ForeignKey(
        "media.SiteImage", verbose_name=_("picture of this guest"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("Goes offline with the recording when consent is withdrawn."),
    )  # fmt: skip
    recordings = models.TextField(_("recordings"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    keep_from = SecondsField(_("the part that may stay starts at"), null=True, blank=True)
    keep_to = SecondsField(
        _("and ends at"), null=True, blank=True,
        help_text=_(
            "Fill in both when the guest is neither seen nor heard in that part. Its text is shown again, and the site cuts that part "
            "out of an own file and publishes it in place of the whole recording."
        ),
    )  # fmt: skip
    cut = models.CharField(max_length=10, choices=TrimStatus, default=TrimStatus.NONE, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        """Validate the order of the retained range and of the dates."""
        super().clean()
        if (self.keep_from is None) != (self.keep_to is None) or (self.keep_to or 1) <= (self.keep_from or 0):
            raise ValidationError({"keep_to": _("A part has a start and, later, an end.")})
        if self.until and self.given_on and self.until < self.given_on:
            raise ValidationError({"until": _("This consent would end before it began.")})

    def covers(self, recording: str) -> bool:
        """Return whether the consent applies to this recording; without `recordings` it applies to any."""
        return bool(recording) and (not self.recordings or f"\n{recording}\n" in self.recordings)

    def add_recording(self, recording: str) -> bool:
        """Add a recording identity; return whether it was new. Does not save."""
        if not recording or (self.recordings and self.covers(recording)):
            return False
        self.recordings = f"{self.recordings or chr(10)}{recording}\n"
        return True

    def add_name(self, name: str) -> bool:
        """Add a name of the guest, such as that of a merged record; return whether there was room. Does not save."""
        name = " ".join(name.replace(",", " ").split())
        if name.casefold() in {known.casefold() for known in self.names}:
            return True
        found = ", ".join(filter(None, [self.also_called.strip(), name]))
        if len(found) > self._meta.get_field("also_called").max_length:
            return False
        self.also_called = found
        return True

    @property
    def has_ended(self) -> bool:
        """Whether the consent was withdrawn or has passed its end date."""
        return bool(self.withdrawn_at) or bool(self.until and self.until < timezone.localdate())

    @property
    def names(self) -> list[str]:
        """All names of this guest, longest first."""
        found = {name.strip() for name in [self.name, *self.also_called.split(",")] if name.strip()}
        return sorted(found, key=lambda name: (-len(name), name))

    @property
    def retained_range(self) -> tuple[int, int] | None:
        """(start, end) in seconds of the part that stays public, or None."""
        return None if self.keep_from is None or self.keep_to is None else (self.keep_from, self.keep_to)
