"""Search settings of editors: synonyms, compound exceptions, promoted results and ranking expectations."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from search.curation.terms import query_stems, split_terms

LANGUAGE = {"max_length": 5, "choices": settings.LANGUAGES, "default": "nl"}


class Synonym(models.Model):
    """A query for one term also matches the others, at a lower weight; applied at query time, without reindexing."""

    language = models.CharField(_("language"), **LANGUAGE)
    typed = models.CharField(_("who types"), max_length=80, help_text=_("A word, a few words or an abbreviation."))
    also = models.CharField(
        _("also finds"), max_length=300, help_text=_("Separate several by commas: living lab, urban lab.")
    )
    both_ways = models.BooleanField(
        _("the other way round too"), default=True,
        help_text=_("Each of these words then finds all the others. Off: only who types the first finds the others."),
    )  # fmt: skip

    description = _(
        "Words for the same thing: who types one also finds pages that use the other. Works from the next question on."
    )
    panels = [
        FieldPanel("language"),
        FieldPanel("typed"),
        FieldPanel("also"),
        FieldPanel("both_ways"),
    ]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "typed"]
        constraints = [models.UniqueConstraint(fields=["language", "typed"], name="synonym_typed_once")]

    def __str__(self) -> str:
        return f"{self.typed} {'↔' if self.both_ways else '→'} {self.also}"

    def clean(self):
        """Require that every term has a searchable word and that no term is its own synonym."""
        self.typed, words = " ".join(self.typed.split()), split_terms(self.also)
        if not query_stems(self.typed, self.language):
            raise ValidationError({"typed": _("This holds no word that search can look for.")})
        empty = [word for word in words if not query_stems(word, self.language)]
        if empty or not words:
            raise ValidationError({"also": _("This holds no word that search can look for.")})
        if any(query_stems(word, self.language) == query_stems(self.typed, self.language) for word in words):
            raise ValidationError(
                {"also": _("Search sees the same word twice here: “%(word)s”.") % {"word": self.typed}}
            )
        self.also = ", ".join(words)

    @property
    def others(self) -> list[str]:
        """The terms that are searched for too."""
        return split_terms(self.also)


class CompoundException(models.Model):
    """A Dutch compound that the splitter gets wrong, with its correct parts; empty parts: not split."""

    word = models.CharField(_("word"), max_length=80, unique=True)
    parts = models.CharField(
        _("parts"), max_length=120, blank=True,
        help_text=_("With spaces between: stad lab. If you fill in nothing, this word is left whole."),
    )  # fmt: skip

    description = _(
        "Search takes Dutch compounds apart: “stadslab” is also found by “lab”. Write down here where it does that wrongly."
    )
    panels = [FieldPanel("word"), FieldPanel("parts")]

    class Meta:
        verbose_name = _("exception of the compound splitter")
        verbose_name_plural = _("exceptions of the compound splitter")
        ordering = ["word"]

    def __str__(self) -> str:
        return f"{self.word}: {self.parts or _('left whole')}"

    def clean(self):
        """Require one word, and no parts or at least two that occur in it in this order."""
        self.word = "".join(self.word.lower().split())
        if not self.word.isalpha():
            raise ValidationError({"word": _("One word of letters only.")})
        parts, at = self.parts.lower().split(), 0
        for part in parts:
            at = self.word.find(part, at)
            if at < 0:
                raise ValidationError({"parts": _("“%(part)s” does not stand in the word here.") % {"part": part}})
            at += len(part)
        if len(parts) == 1:
            raise ValidationError({"parts": _("Give at least two parts, or none.")})
        self.parts = " ".join(parts)


class Promotion(models.Model):
    """A page shown above the results of a query, in one language."""

    language = models.CharField(_("language"), **LANGUAGE)
    words = models.CharField(
        _("for the words"), max_length=120,
        help_text=_("Plural, accents and order do not matter: “stage in de wijk” also holds for “wijk stages”."),
    )  # fmt: skip
    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("why"), max_length=200, blank=True, help_text=_("One sentence for the reader."))
    until = models.DateField(
        _("until and with"), null=True, blank=True, help_text=_("If you fill in nothing, it stays until you remove it.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    description = _(
        "A page that stands above the results for certain words, with a sentence of your own. For what readers ask often."
    )
    panels = [
        FieldPanel("words"),
        PageChooserPanel("page"),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("order"), FieldPanel("until")]),
    ]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["language", "words", "order"]

    def __str__(self) -> str:
        return f"{self.words}: {self.page}"

    def clean(self):
        """Require at least one searchable word."""
        self.words = " ".join(self.words.split())
        if not query_stems(self.words, self.language):
            raise ValidationError({"words": _("This holds no word that search can look for.")})


class RankingExpectation(models.Model):
    """An entry that must rank among the first ten for a query; see `manage.py check_invariants`."""

    language = models.CharField(_("language"), **LANGUAGE)
    words = models.CharField(_("for the words"), max_length=200)
    entry = models.ForeignKey("core.EntryPage", verbose_name=_("entry"), on_delete=models.CASCADE, related_name="+")

    description = _(
        "For these words this page has to stand among the first ten. Search checks it, so that you see at once when a change spoils it."
    )
    panels = [FieldPanel("language"), FieldPanel("words"), PageChooserPanel("entry", "core.EntryPage")]

    class Meta:
        verbose_name = _("promise of search")
        verbose_name_plural = _("promises of search")
        ordering = ["language", "words"]
        constraints = [models.UniqueConstraint(fields=["language", "words", "entry"], name="invariant_once")]

    def __str__(self) -> str:
        return f"{self.words} → {self.entry}"

    def clean(self):
        """Require at least one searchable word."""
        self.words = " ".join(self.words.split())
        if not query_stems(self.words, self.language):
            raise ValidationError({"words": _("This holds no word that search can look for.")})
