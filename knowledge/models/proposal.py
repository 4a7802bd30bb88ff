"""A proposed match of a question and an offer, and the answers of both sides."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ANSWER_WITHIN = timedelta(days=60)  # after this, the links of a proposal are dead


class ProposalQuerySet(models.QuerySet):
    """Queryset of proposals."""

    def accepted(self):
        """Filter on those to which both sides said yes."""
        return self.filter(demand_answer=True, offer_answer=True, withdrawn_at__isnull=True)


class Proposal(models.Model):
    """A question and an offer that somebody put together. Nothing is coupled until both sides said yes.

    Cards are meant in every language: they are named by their translation keys, `demand` and `offer` are their originals.
    Who has the secret of a side may answer for it, once and as long as `is_answerable`.
    """

    demand = models.ForeignKey("knowledge.DemandPage", on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey("knowledge.OfferPage", on_delete=models.CASCADE, related_name="proposals")
    demand_secret = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer_secret = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    demand_answer = models.BooleanField(null=True, blank=True)
    offer_answer = models.BooleanField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # empty: one of both sides
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    case = models.ForeignKey(
        "knowledge.CasePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )  # the city lab that came of it

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed match")
        verbose_name_plural = _("proposed matches")
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["demand", "offer"], name="proposal_once")]

    def __str__(self) -> str:
        return f"{self.demand} – {self.offer}"

    @property
    def is_answerable(self) -> bool:
        """Whether an answer is still waited for."""
        in_time = self.made_at > timezone.now() - ANSWER_WITHIN
        return in_time and self.withdrawn_at is None and not self.is_refused and not self.is_accepted

    @property
    def is_public(self) -> bool:
        """Whether both cards are on the site."""
        return self.demand.live and self.offer.live

    @property
    def is_over(self) -> bool:
        """Whether it was taken back, or nobody answered in time: the same two can be put together anew."""
        return not (self.is_answerable or self.is_refused or self.is_accepted)

    @property
    def is_refused(self) -> bool:
        """Whether one side said no."""
        return False in (self.demand_answer, self.offer_answer)

    @property
    def is_accepted(self) -> bool:
        """Whether both sides said yes."""
        return bool(self.demand_answer and self.offer_answer) and self.withdrawn_at is None
