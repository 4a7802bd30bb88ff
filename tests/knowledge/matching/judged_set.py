"""The judged questions and offers of `cards.tsv` and `judgements.tsv`, which were written before anything scored them."""

import csv
from datetime import date
from pathlib import Path

from knowledge.matching.card import Card, Geography

HERE = Path(__file__).parent
PARENTS = {
    "den-haag": None, "escamp": "den-haag", "zuidwest": "escamp", "moerwijk": "zuidwest", "morgenstond": "zuidwest",
    "bouwlust": "zuidwest", "lozerlaan": "bouwlust", "laak": "den-haag", "laakkwartier": "laak", "spoorwijk": "laak",
    "centrum": "den-haag", "schilderswijk": "centrum", "transvaal": "centrum", "scheveningen": "den-haag",
}  # fmt: skip
POINTS = {
    "moerwijk": (52.0550, 4.2950), "morgenstond": (52.0480, 4.2760), "bouwlust": (52.0420, 4.2640), "laak": (52.0640, 4.3200),
    "schilderswijk": (52.0680, 4.2960), "transvaal": (52.0690, 4.2860), "scheveningen": (52.1050, 4.2750),
    "laakkwartier": (52.0660, 4.3230), "spoorwijk": (52.0570, 4.3170),
}  # fmt: skip
GEOGRAPHY = Geography(PARENTS, POINTS)


def _split(text: str | None) -> frozenset[str]:
    return frozenset(part for part in (text or "").split(",") if part)


def read_cards() -> tuple[dict[str, Card], dict[str, Card]]:
    """Return the questions and the offers, each {id: card}."""
    found: dict[str, dict[str, Card]] = {"demand": {}, "offer": {}}
    with (HERE / "cards.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            students = int(row["students"])
            found[row["side"]][row["id"]] = Card(
                key=row["id"],
                text=f"{row['title']}. {row['text']}",
                themes=_split(row["themes"]),
                places=_split(row["places"].replace("*", "")),
                whole_city=row["places"] == "*",
                level=None if row["level"] == "any" else row["level"],
                help=_split(row["help"]),
                students=students,
                left=int(row["left"]) if row["left"] else students if row["side"] == "offer" else None,
                start=date.fromisoformat(row["start"]),
                end=date.fromisoformat(row["end"]),
            )
    return found["demand"], found["offer"]


def read_judgements() -> dict[str, tuple[dict[str, int], dict[str, str]]]:
    """Return {question: ({offer: 2 for good, 1 for fair}, {offer that must not be proposed: why})}."""
    with (HERE / "judgements.tsv").open(encoding="utf-8") as file:
        return {
            row["demand"]: (
                {**dict.fromkeys(_split(row["fair"]), 1), **dict.fromkeys(_split(row["good"]), 2)},
                dict.fromkeys(_split(row["never"]), row["because"] or ""),
            )
            for row in csv.DictReader(file, delimiter="\t")
        }
