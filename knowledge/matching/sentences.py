"""Says the reasons of a match in a sentence each, in the active language."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import formats
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.localisation import get_locale
from directory.models import Place, Theme
from knowledge.matching.card import Relation
from knowledge.matching.scoring import Match, Reason
from knowledge.models.exchange import Help, Level

MAX_WORDS = 3


def read_names(matches: Iterable[Match]) -> dict:
    """Return {translation key: name in the active language, else in another} of the themes and places; two queries."""
    cards = [card for match in matches for card in (match.demand, match.offer)]
    here, names = get_locale().pk, {}
    for model, keys in (
        (Theme, {key for card in cards for key in card.themes}),
        (Place, {key for card in cards for key in card.places}),
    ):
        for key, locale, name in model.objects.filter(translation_key__in=keys).values_list(
            "translation_key", "locale_id", "name"
        ):
            if key not in names or locale == here:
                names[key] = name
    return names


def explain(match: Match, names: Mapping) -> list[str]:
    """Return a sentence for each reason, the weightiest first."""
    return [sentence for reason in match.reasons if (sentence := explain_reason(reason, names))]


def explain_reason(reason: Reason, names: Mapping) -> str:
    """Return the sentence of a reason, or an empty string if it says nothing."""
    return _SENTENCES[reason.kind](reason.facts, names)


def _explain_words(words: tuple[str, ...], names: Mapping) -> str:
    listed = get_text_list([f"“{word}”" for word in words[:MAX_WORDS]], _("and"))
    return _("both speak of %(words)s") % {"words": listed}


def _explain_themes(keys: frozenset, names: Mapping) -> str:
    listed = get_text_list(sorted(names[key] for key in keys if key in names), _("and"))
    return _("the same theme: %(themes)s") % {"themes": listed} if listed else ""


def _explain_place(relation: Relation, names: Mapping) -> str:
    one, other = names.get(relation.one, ""), names.get(relation.other, "")
    if relation.kind == "same":
        return _("the same place: %(place)s") % {"place": one}
    if relation.kind == "within":
        return _("%(inner)s lies in %(outer)s") % {"inner": one, "outer": other}
    if relation.kind == "near":
        km = formats.number_format(max(relation.km, 0.1), 1)
        return _("%(one)s and %(other)s lie %(km)s km apart") % {"one": one, "other": other, "km": km}
    return _("possible in the whole city")


def _explain_help(values: frozenset[str], names: Mapping) -> str:
    listed = get_text_list([str(one.label) for one in Help if one.value in values], _("and"))
    return _("asked and offered: %(help)s") % {"help": listed}


def _explain_level(levels: tuple[str | None, str | None], names: Mapping) -> str:
    """Say what each side names: a side that takes any level named none, and no level is said of it."""
    asked, offered = (Level(level).label if level else "" for level in levels)
    if asked and offered:
        return _("level %(level)s suits both") % {"level": asked}
    if asked:
        return _("level %(level)s asked, the offer takes any level") % {"level": asked}
    if offered:
        return _("level %(level)s offered, the question takes any level") % {"level": offered}
    return _("neither asks for a level")


def _explain_period(overlap: tuple[date, date], names: Mapping) -> str:
    first, last = (formats.date_format(day, "j F Y") if day not in {date.min, date.max} else "" for day in overlap)
    if first and last:
        return _("both can from %(first)s to %(last)s") % {"first": first, "last": last}
    return _("both can from %(first)s") % {"first": first} if first else _("both can until %(last)s") % {"last": last}


def _explain_capacity(numbers: tuple[int, int], names: Mapping) -> str:
    asked, room = numbers
    offered = ngettext("room for %(number)d student", "room for %(number)d students", room) % {"number": room}
    return _("%(asked)d asked, %(offered)s") % {"asked": asked, "offered": offered}


_SENTENCES = {
    "words": _explain_words,
    "theme": _explain_themes,
    "place": _explain_place,
    "help": _explain_help,
    "level": _explain_level,
    "period": _explain_period,
    "capacity": _explain_capacity,
}
