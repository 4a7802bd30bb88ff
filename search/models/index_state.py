"""What still has to be written to an engine (the outbox), and what the database's own index holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexUpdate(models.Model):
    """An entry that must be written again, in one engine.

    The id of the database engine's change is the version of that write everywhere, so a later one wins.
    Made in the transaction that changes the entry, removed when the engine has it. No foreign key: an entry that is
    gone must still be taken out.
    """

    engine = models.CharField(_("engine"), max_length=20)
    entry_id = models.BigIntegerField(_("entry"))
    version = models.BigIntegerField(_("version"), default=0)  # 0: the own id
    tries = models.PositiveIntegerField(_("tries"), default=0)
    due = models.DateTimeField(_("not before"), db_index=True)
    error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change for the index")
        verbose_name_plural = _("changes for the index")
        indexes = [models.Index(fields=["engine", "entry_id"], name="search_change_entry")]

    def __str__(self) -> str:
        return f"{self.engine} {self.entry_id}"

    @property
    def target_version(self) -> int:
        """The version to write."""
        return self.version or self.pk


class IndexedEntry(models.Model):
    """The version of an entry that the database's index holds; without passages it was taken out at that version."""

    entry_id = models.BigIntegerField(_("entry"), primary_key=True)
    version = models.BigIntegerField(_("version"))
    passages = models.PositiveIntegerField(_("passages"))

    class Meta:
        verbose_name = _("indexed entry")
        verbose_name_plural = _("indexed entries")

    def __str__(self) -> str:
        return f"{self.entry_id} {self.version}"


class IndexState(models.Model):
    """How an engine's index was built."""

    engine = models.CharField(_("engine"), max_length=20, primary_key=True)
    version = models.CharField(_("index version"), max_length=100)
    building = models.CharField(_("rebuild under way"), max_length=40, blank=True)
    built = models.DateTimeField(_("built"), null=True)

    class Meta:
        verbose_name = _("state of an index")
        verbose_name_plural = _("states of indexes")

    def __str__(self) -> str:
        return f"{self.engine} {self.version}"
