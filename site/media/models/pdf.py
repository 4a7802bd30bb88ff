"""Contents read from the PDF of a document: facts, and the text of its pages."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


class PdfFacts(models.Model):
    """Facts about the current file of a document; replacing the file resets them to `WAITING`."""

    class State(models.TextChoices):
        """State of reading, or why it failed; messages for editors are in `media.pdf.messages`."""

        WAITING = "waiting", _("waiting to be read")
        READ = "read", _("read")
        SCANNED = "scanned", _("scanned, without text")
        ENCRYPTED = "encrypted", _("locked")
        BROKEN = "broken", _("damaged")
        EMPTY = "empty", _("empty")
        TOO_LARGE = "too-large", _("too large to read")
        TOO_SLOW = "too-slow", _("took too long to read")

    document = models.OneToOneField("media.SiteDocument", on_delete=models.CASCADE, related_name="pdf_facts")
    file_name = models.CharField(max_length=255)  # of the file that was read
    file_hash = models.CharField(max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    page_count = models.PositiveIntegerField(default=0)
    bare_pages = models.PositiveIntegerField(default=0)  # without text: scans, or empty
    characters = models.PositiveIntegerField(default=0)  # of all pages together
    title = models.CharField(max_length=300, blank=True)  # from the metadata of the file
    language = models.CharField(max_length=5, blank=True, choices=LANGUAGES)  # detected from the text
    tagged = models.BooleanField(null=True)
    picture = models.FileField(upload_to="pdf", blank=True)  # the first page, as WebP
    picture_width = models.PositiveIntegerField(default=0)
    picture_height = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("facts of a PDF")
        verbose_name_plural = _("facts of PDFs")

    def __str__(self) -> str:
        return f"{self.file_name}: {self.get_state_display()}"

    @property
    def picture_url(self) -> str:
        """URL of the thumbnail of the first page, or an empty string; access as for the document."""
        name = self.picture.name.rsplit("/", 1)[-1] if self.picture else ""
        return reverse("pdf_picture", args=[self.document_id, name]) if name else ""

    @property
    def has_text(self) -> bool:
        """Whether text was read."""
        return self.state == self.State.READ


class PdfPage(models.Model):
    """Text of one page, numbered from 1; `blocks` are [role, text] with role h (heading), p or li."""

    facts = models.ForeignKey(PdfFacts, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, blank=True, choices=LANGUAGES)  # where it differs from the document
    opening = models.CharField(max_length=160, blank=True)  # first words, for an overview
    blocks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("page of a PDF")
        verbose_name_plural = _("pages of PDFs")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["facts", "number"], name="pdf_page_number")]

    def __str__(self) -> str:
        return f"{self.facts_id}: {self.number}"

    @property
    def text(self) -> str:
        """Text of the page, one block per line."""
        return "\n".join(text for _role, text in self.blocks)
