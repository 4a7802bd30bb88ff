"""Other names of a record: abbreviation, short name, former name."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

MAX_LENGTH = 500  # characters of all other names of a record


class OtherNames(models.Model):
    """Mixin of records that readers know by more names; one list holds those of all languages."""

    other_names = models.TextField(
        _("other names"), blank=True, max_length=MAX_LENGTH,
        help_text=_("Abbreviation, short name or former name, one on a line. Search finds the record by them."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("other_names")]

    class Meta:
        abstract = True
