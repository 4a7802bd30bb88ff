"""Pending index updates (the outbox), indexed versions of entries, and the state of each engine's index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexUpdate(models.Model):
    """A pending write of one entry to one engine.

    The id of the database engine's update is the version of that write in every engine; the highest version wins.
    Created in the transaction that changes the entry, deleted when the engine has stored it. No foreign key: a
    deleted entry must still be removed from the index.
    """

    engine = models.CharField(_("engine"), max_length=20)
    entry_id = models.BigIntegerField(_("entry"))
    version = models.BigIntegerField(
        _("version"), default=0
    )  # 0: the id of this update, which is one of the database engine
    tries = models.PositiveIntegerField(_("tries"), default=0)
    due = models.DateTimeField(_("not before"), db_index=True)
    error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change for the index")
        verbose_name_plural = _("changes for the index")
        indexes = [models.Index(fields=["engine", "entry_id"], name="search_change_entry")]

    def __str__(self) -> str:
        return f"{self.engine} {self.entry_id}"


class IndexedEntry(models.Model):
    """The version of an entry in the database's index; 0 passages: removed at that version."""

    entry_id = models.BigIntegerField(_("entry"), primary_key=True)
    version = models.BigIntegerField(_("version"))
    passages = models.PositiveIntegerField(_("passages"))

    class Meta:
        verbose_name = _("indexed entry")
        verbose_name_plural = _("indexed entries")

    def __str__(self) -> str:
        return f"{self.entry_id} {self.version}"


class IndexState(models.Model):
    """The version of an engine's index, and the rebuild in progress, if any."""

    engine = models.CharField(_("engine"), max_length=20, primary_key=True)
    version = models.CharField(_("index version"), max_length=100)
    building = models.CharField(_("rebuild under way"), max_length=40, blank=True)
    built = models.DateTimeField(_("built"), null=True)

    class Meta:
        verbose_name = _("state of an index")
        verbose_name_plural = _("states of indexes")

    def __str__(self) -> str:
        return f"{self.engine} {self.version}"
