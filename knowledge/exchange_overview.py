"""The overview for the coalition: how many questions and offers are open, matched and answered, by theme, district and semester."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from directory.localisation import get_locale
from directory.models import Place, Theme
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage, State

COLUMNS = (
    ("demand", (State.OPEN,)),
    ("demand", (State.MATCHED, State.RUNNING)),
    ("demand", (State.ANSWERED,)),
    ("offer", (State.OPEN,)),
    ("offer", (State.MATCHED, State.RUNNING)),
)


@dataclass(frozen=True)
class Table:
    """One way to count: `rows` are (name, numbers in the order of `COLUMNS`)."""

    heading: str
    rows: list[tuple[str, list[int]]]

    @property
    def labelled_rows(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """The rows, each number with the label of its column: on a phone it stands beside it."""
        labels = column_labels()
        return [(name, list(zip(labels, numbers, strict=True))) for name, numbers in self.rows]


def column_labels() -> list[str]:
    """Return the labels of the columns, in the active language."""
    return [
        _("questions open"),
        _("questions matched or under way"),
        _("questions answered"),
        _("offers open"),
        _("offers matched or under way"),
    ]


def read_tables() -> list[Table]:
    """Count every public card once, whatever its languages; eight queries."""
    cards = [*_read(DemandPage), *_read(OfferPage)]
    districts, themes = _read_districts(), _read_theme_names()
    return [
        _count(_("By theme"), cards, lambda card: _find_themes(card, themes)),
        _count(_("By city district"), cards, lambda card: _find_districts(card, districts)),
        _count(_("By semester"), cards, lambda card: [name_semester(card.start)]),
    ]


def _read(model: type[ExchangePage]) -> list[ExchangePage]:
    found = model.objects.readable().defer("body").prefetch_related("themes", "places").order_by("locale_id", "pk")
    return list({page.translation_key: page for page in reversed(found)}.values())


def _count(heading: str, cards, find_names) -> Table:
    numbers: dict[str, list[int]] = defaultdict(lambda: [0] * len(COLUMNS))
    for card in cards:
        for at, (kind, states) in enumerate(COLUMNS):
            if card.kind == kind and card.current_state in states:
                for name in find_names(card):
                    numbers[name][at] += 1
    return Table(heading, sorted(numbers.items(), key=lambda row: row[0].casefold()))


def _read_theme_names() -> dict:
    """Return {key of a theme: its name in the active language, else in another}; one query."""
    here, names = get_locale().pk, {}
    for key, locale, name in Theme.objects.values_list("translation_key", "locale_id", "name"):
        if key not in names or locale == here:
            names[key] = name
    return names


def _read_districts() -> dict:
    """Return {key of a place: name of the district that it is or lies in, in the active language}; one query."""
    here, rows = get_locale().pk, {}
    for key, parent, level, name, locale in Place.objects.values_list(
        "translation_key", "parent__translation_key", "level", "name", "locale_id"
    ):
        if key not in rows or locale == here:
            rows[key] = (parent, level, name)
    return {key: name for key in rows if (name := _climb(key, rows))}


def _climb(key, rows: dict) -> str:
    seen: set = set()
    while key in rows and key not in seen:
        seen.add(key)
        parent, level, name = rows[key]
        if level == Place.Level.DISTRICT:
            return name
        key = parent
    return ""


def _find_themes(card: ExchangePage, names: dict) -> list[str]:
    keys = [theme.translation_key for theme in card.themes.all() if theme.live]
    return [names[key] for key in keys if key in names] or [_("no theme")]


def _find_districts(card: ExchangePage, districts: dict) -> list[str]:
    names = {districts.get(place.translation_key, "") for place in card.places.all() if place.live} - {""}
    return sorted(names) or [_("whole city or elsewhere")]


def name_semester(start: date | None) -> str:
    """Return the half year of a start, such as “autumn 2026”: from August it is autumn."""
    if start is None:
        return _("no dates")
    name = _("autumn %(year)s") if start.month >= 8 else _("spring %(year)s")
    return name % {"year": start.year}
