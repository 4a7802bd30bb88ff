"""Generates entries of all installed kinds for load tests; deterministic for a seed."""

import json
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from core.models import Contribution, EntryPage, Partnership, RelatedEntry, TranslatableChild
from core.tasks import refresh_statistics
from demo.bulk_pages import Planting, store_published
from demo.source import key_for
from directory.models import Organisation, Person, Place, Theme
from search.tasks import rebuild_now_or_later

SUBJECTS = [
    "bewoners",
    "studenten",
    "huismeesters",
    "ondernemers",
    "docenten",
    "buren",
    "ouderen",
    "jongeren",
    "makelaars",
    "onderzoekers",
]
VERBS = [
    "bespreken",
    "onderzoeken",
    "verbeteren",
    "bewaken",
    "openen",
    "tekenen",
    "delen",
    "ontwerpen",
    "herstellen",
    "verbinden",
]
OBJECTS = [
    "het plein",
    "de galerij",
    "het portiek",
    "de binnentuin",
    "een leerplek",
    "de buurtzaal",
    "het overleg",
    "de wijkkaart",
]
REASONS = [
    "om elkaar te kennen",
    "omdat het moest",
    "tegen leegstand",
    "voor minder afval",
    "na een lange winter",
    "op verzoek",
]
CHUNK = 200  # entries per transaction


class Generator:
    """Creates entries below the listings of a site."""

    def __init__(self, seed: int):
        self.seed = seed
        locale = Locale.objects.get(language_code="nl")
        self.records = {
            model: list(model.objects.filter(locale=locale).order_by("pk"))
            for model in (Theme, Place, Organisation, Person)
        }
        self.kinds = [model for _kind, model in sorted(EntryPage.kinds().items()) if model.is_creatable]
        self.parents = {model: self._find_parents(model, locale) for model in self.kinds}
        self.kinds = [model for model in self.kinds if self.parents[model]]
        self.planting = Planting()
        self.last: Page | None = None  # of the entries that are stored

    def _find_parents(self, model, locale) -> list:
        allowed = tuple(model.allowed_parent_page_models())
        pages = Page.objects.filter(locale=locale, depth__gt=2).order_by("path")
        return [
            page.specific for page in pages.exclude(slug__startswith="voorbeeld-") if page.specific_class in allowed
        ]

    def make(self, numbers: Iterable[int]) -> int:
        """Create those of the numbered entries that are missing; return their number."""
        slugs = {number: self._name(number) for number in numbers}
        known = set(Page.objects.filter(slug__in=slugs.values()).values_list("slug", flat=True))
        pages = [self._build(number, slug) for number, slug in slugs.items() if slug not in known]
        if pages:
            store_published(pages, self.planting)
            self.last = pages[-1]
        return len(pages)

    def _name(self, number: int) -> str:
        return f"voorbeeld-{self.kinds[number % len(self.kinds)].kind}-{number}-{self.seed}"

    def _build(self, number: int, slug: str) -> Page:
        """Return an entry with its rows, not yet stored."""
        model = self.kinds[number % len(self.kinds)]
        chance = random.Random(f"{self.seed}/{number}")  # noqa: S311 -- the same content every time, nothing secret
        parent = chance.choice(self.parents[model])
        page = model(slug=slug, title=f"{phrase(chance)} ({number})".capitalize(), locale=parent.locale, live=False)
        page.translation_key = key_for("generated", slug)
        page.lead, page.example_note = " ".join(sentence(chance) for _ in range(2)), "Gemaakt voor een meting"
        page.display_date = date(2015, 1, 1) + timedelta(days=chance.randrange(4200))
        page.body = json.dumps([{"type": "text", "value": make_html(chance, chance.randrange(3, 9))}])
        set_random_values(page, chance)
        page.themes = chance.sample(self.records[Theme], k=min(2, len(self.records[Theme])))
        page.places = chance.sample(self.records[Place], k=min(1, len(self.records[Place])))
        self._add_relations(page, chance)
        self.planting.place(page, parent)
        return page

    def _add_relations(self, page, chance) -> None:
        if self.records[Organisation]:
            page.partnerships = [Partnership(organisation=chance.choice(self.records[Organisation]), role="partner")]
        if self.records[Person]:
            page.contributions = [Contribution(person=chance.choice(self.records[Person]), role="author")]
        if self.last is not None:
            page.related_entries = [RelatedEntry(target_id=self.last.pk)]
        for relation in type(page)._meta.related_objects:
            if issubclass(relation.related_model, TranslatableChild):
                rows = [self._row(relation.related_model, page, chance, order) for order in range(2)]
                setattr(page, relation.get_accessor_name(), rows)

    def _row(self, model, page, chance, order: int):
        row = model(sort_order=order, locale_id=page.locale_id)
        set_random_values(row, chance)
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and field.related_model in self.records:
                setattr(row, field.name, chance.choice(self.records[field.related_model]))
                if hasattr(row, "name"):
                    row.name = ""
        return row


def set_random_values(instance, chance) -> None:
    """Set the fields of an instance's own table to random values of their type; fields with a default keep it."""
    moment = datetime(2015, 1, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(4200))
    for field in instance._meta.local_fields:
        if (
            isinstance(field, models.DateField) and field.null and not field.has_default()
        ):  # in the order of the fields: start before end
            setattr(instance, field.name, moment if isinstance(field, models.DateTimeField) else moment.date())
            moment += timedelta(hours=2)
        elif field.is_relation or field.primary_key or field.has_default() or not field.editable:
            if field.choices:
                setattr(instance, field.name, chance.choice([value for value, _label in field.choices]))
        elif isinstance(field, RichTextField):
            setattr(instance, field.name, f"<p>{sentence(chance)}</p>")
        elif isinstance(field, StreamField):
            continue
        elif field.choices:
            setattr(instance, field.name, chance.choice([value for value, _label in field.choices]))
        elif isinstance(field, (models.TextField, models.CharField)) and type(field) in {
            models.TextField,
            models.CharField,
        }:
            if all(isinstance(validator, MaxLengthValidator) for validator in field.validators):
                setattr(instance, field.name, phrase(chance)[: field.max_length or 400])
        elif isinstance(field, models.IntegerField) and not field.null:
            setattr(instance, field.name, chance.randrange(2015, 2027))


def phrase(chance) -> str:
    """Return a random phrase."""
    return f"{chance.choice(SUBJECTS)} en {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}"


def sentence(chance) -> str:
    """Return a random sentence."""
    return f"{phrase(chance).capitalize()} {chance.choice(REASONS)}."


def make_html(chance, paragraphs: int) -> str:
    """Return HTML of paragraphs with headings."""
    parts = []
    for at in range(paragraphs):
        if at % 3 == 0:
            parts.append(f"<h2>{phrase(chance).capitalize()}</h2>")
        parts.append(f"<p>{' '.join(sentence(chance) for _ in range(6))}</p>")
    return "".join(parts)


def generate(count: int, seed: int) -> tuple[int, str]:
    """Create the missing ones of `count` entries, and index what is new; return their number, and what the worker has yet to index."""
    generator, made, late = Generator(seed), 0, ""
    for start in range(0, count, CHUNK):
        with transaction.atomic():
            made += generator.make(range(start, min(count, start + CHUNK)))
    if made:
        refresh_statistics.enqueue()
        late = rebuild_now_or_later()
    return made, late
