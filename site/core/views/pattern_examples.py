"""Example values for the components on the patterns page."""

from types import SimpleNamespace

from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, now

from core.entries.days import show_day
from core.entries.facts import Fact
from core.listings.navigation import make_pager


def make_stop(title: str, when: str = "", versions=()):
    """Return a stop of a timeline."""
    return SimpleNamespace(title=title, date=None, when=when, html="", minutes=None, versions=list(versions))


def make_version(label: str, html: str):
    """Return a version of a question, its new words marked."""
    return SimpleNamespace(number=1, label=label, html=mark_safe(html), reason="")


def make_line(second: int, timestamp: str, text: str, speaker: str = ""):
    """Return a line of a transcript."""
    return SimpleNamespace(
        anchor=f"t-{second}", start=second, relative_url=f"?t={second}#t-{second}", timestamp=timestamp, plain_text=text, speaker=speaker, turn=speaker,
    )  # fmt: skip


def make_section(title: str, start: int, timestamp: str, end: str, lines: list, is_open: bool = False):
    """Return a chapter of a transcript."""
    return SimpleNamespace(
        title=title, start=start, timestamp=timestamp, end_timestamp=end, relative_url=f"?t={start}#t-{start}", lines=lines, is_open=is_open,
    )  # fmt: skip


def transcript_examples() -> dict:
    """Return a transcript of two chapters for the components."""
    welcome = [make_line(0, "0:00", "Goedenavond en welkom.", "Presentator")]
    flowers = [make_line(95, "1:35", "Daaruit kwamen de bloemen.", "Gast"), make_line(101, "1:41", "Die staan er nog.")]
    sections = [
        make_section("Welkom", 0, "0:00", "1:34", welcome),
        make_section("Bloemen", 95, "1:35", "1:48", flowers, is_open=True),
    ]
    download = {"label": "Nederlands", "what": "ondertitels", "ending": "vtt", "url": "#s-player"}
    track = SimpleNamespace(language="nl", automatic=True, label="Nederlands")
    return {"sections": sections, "track": track, "downloads": [download]}


def make_facet(name: str, label: str, number: int):
    """Return a facet with `number` values: the first is selected, those after the eighth are collapsed."""
    options = [
        SimpleNamespace(value=str(at), label=f"{label} {at + 1}", number=number - at, chosen=at == 0)
        for at in range(number)
    ]
    return SimpleNamespace(name=name, label=label, first=options[:8], rest=options[8:])


def examples() -> dict:
    """Return example values by name, without a query."""
    entry = SimpleNamespace(
        pk=0, kind_tab="case", kind_label="Stadslab", url="#card", title="Een stadslab als voorbeeld", language="nl",
        lead="Twee zinnen over wat hier geleerd is.", display_date=localdate(), card_places=[SimpleNamespace(name="Laak")],
        card_source=SimpleNamespace(card_day=localdate()), get_card_notes=[], example_note="alles", hero_image=None, cover_url="/covers/case-12.svg",
    )  # fmt: skip
    episode = {"title": "Samenleven in wijken", "url": "#line", "start": None, "example_note": ""}
    return {
        **transcript_examples(),
        "entry": entry,
        "entries": [entry, entry],
        "tabs": [
            "case",
            "practice",
            "dossier",
            "agreement",
            "talk",
            "publication",
            "interview",
            "minutes",
            "coalition",
            "gathering",
            "article",
            "edition",
            "demand",
            "offer",
        ],
        "facts": [
            Fact.of("Plek", "Laak"),
            Fact("Thema’s", [Fact.link("Samenleven", "#facts"), Fact.link("Wonen", "#facts")]),
        ],
        "breadcrumbs": [{"title": "Home", "url": "/"}, {"title": "Stadslabs", "url": "#crumbs"}],
        "headings": [(2, "toc", "Aanpak"), (2, "toc", "Resultaat")],
        "pages": make_pager(1, 2, lambda number: "#s-share" if number > 1 else "#pager"),
        "chips": [{"label": "Plek", "value": "Laak", "url": "#chips"}],
        "fields": [
            {
                "name": "kind",
                "label": "Soort",
                "all": "Alle soorten",
                "options": [{"value": "case", "label": "Stadslabs", "chosen": True}],
            }
        ],
        "episodes": [
            SimpleNamespace(pk=1, number=1, state="recorded", state_label="Opname", **episode),
            SimpleNamespace(pk=2, number=2, state="announced", state_label="Aangekondigd", **episode),
            SimpleNamespace(pk=3, number=3, state="announced", state_label="Aangekondigd", **episode),
        ],
        "event": SimpleNamespace(
            **{**vars(entry), "state": "announced", "state_label": "Aangekondigd", "start": None, "venue": "Buurthuis"}
        ),
        "gathering": {
            "start": now(),
            "when": "donderdag 21 mei 2026, 20.00 tot 21.30 uur",
            "venue": "Buurthuis in Laak",
            "localized_places": [SimpleNamespace(name="Laak", get_absolute_url="#s-when")],
            "venue_note": "Rolstoeltoegankelijk, met schrijftolk.",
            "will_be_streamed": True,
        },
        "recording": {
            "file": {"url": "/media/recordings/1/opname.webm", "is_video": True, "width": 480, "height": 270},
            "poster_url": "/covers/talk-22.svg",
        },
        "collection": {"title": "Team 3", "url": "#s-neighbours", "kind_label": "Dossier", "language": "nl"},
        "stops": [
            make_stop("De vraag bij de start", versions=[make_version("", "Hoe verbinden we wonen en leefbaarheid?")]),
            make_stop(
                "Bijeenkomst 1",
                when="Slotmiddag",
                versions=[make_version("na de feedback", "Hoe word je een <ins>partner</ins>?")],
            ),
        ],
        "phases": [
            SimpleNamespace(title="Weten wat er is", period="tot 2020", text="", current=False),
            SimpleNamespace(title="Een vaste plek", period="nu", text="", current=True),
        ],
        "signatures": [
            (
                SimpleNamespace(signed=True, date=localdate(), name=""),
                SimpleNamespace(
                    name="Haag Wonen", get_absolute_url="#s-signatures", get_kind_display="woningcorporatie"
                ),
            ),
        ],
        "actions": [
            {
                "text": "Stageplaatsen maken",
                "owner": "Haag Wonen",
                "when": "2025",
                "state": "busy",
                "state_text": "bezig",
            },
            {"text": "Jaarplan", "owner": "alle partijen", "when": "2025", "state": "done", "state_text": "klaar"},
        ],
        "copytext": {"name": "copytext", "label": "Kort bericht", "words": "Over een week: kom praten over de wijk."},
        "counts": [
            {"label": "stadslabs", "number": 3, "url": "#s-counts"},
            {"label": "dossier", "number": 1, "url": "#s-counts"},
        ],
        "suggestions": [{"label": "Laak", "kind": "Plek"}, {"label": "Coalitie Laak", "kind": "Organisatie"}],
        "facets": [make_facet("theme", "Thema", 3), make_facet("organisation", "Organisatie", 12)],
        "note": SimpleNamespace(
            corrections=[("leefbarheid", "leefbaarheid")],
            suggestion="leefbaarheid",
            suggestion_url="#s-spelling",
            without_corrections="#s-spelling",
            synonyms=["woongenot"],
            without_synonyms="#s-spelling",
        ),
        "promoted": [{"title": "Zo vind je een stageplek", "url": "#s-spelling", "note": "Begin hier."}],
        "other": {
            "code": "en",
            "number": 4,
            "url": "#s-spelling",
            "more": True,
            "hits": [{"url": "#s-spelling", "entry": SimpleNamespace(title="Places to meet")}],
        },
        "ways": {
            "filters": [{"label": "Jaar", "number": 3, "url": "#s-spelling"}],
            "themes": [{"slug": "leefbaarheid", "name": "Leefbaarheid"}],
            "places": [{"slug": "laak", "name": "Laak"}],
        },
        "corrections": [{"date": localdate(), "was": "Zeven partners.", "now": "Negen partners.", "version": None}],
        "superseded": {
            "url": "#s-corrections",
            "version": {"superseded_at": localdate()},
            "correction": {"was": "Zeven partners.", "now": "Negen partners."},
        },
        "pdf": {
            "title": "Negen plekken",
            "url": "#s-pdf",
            "size": 345678,
            "anchor": "pdf",
            "language": "nl",
            "page_count": 2,
            "state": "read",
            "untagged": True,
            "bare_pages": 1,
            "is_open": True,
            "pages": [
                {
                    "number": 1,
                    "anchor": "p-1",
                    "ask": "?p=1#p-1",
                    "cite": "?p=1#cite",
                    "url": "#page=1",
                    "language": "nl",
                    "opening": "Negen plekken",
                    "blocks": [
                        ["h", "Negen plekken"],
                        ["p", "Een half jaar lang telden studenten wie er bleef."],
                        ["li", "Eén reden om te komen."],
                    ],
                },
                {
                    "number": 2,
                    "anchor": "p-2",
                    "ask": "?p=2#p-2",
                    "cite": "?p=2#cite",
                    "url": "#page=2",
                    "language": "nl",
                    "opening": "Drie keer gras. De eerste drie plekken zijn grasvelden",
                    "blocks": [],
                },
            ],
        },
        "record": {
            "ref": "organisation:0",
            "match": "whole",
            "label": "Organisatie",
            "title": "Staedion",
            "url": "#record",
            "number": 11,
        },
        "hit": {
            "entry": entry,
            "url": "#hit",
            "day": show_day(localdate()),
            "place_names": ["Laak"],
            "preview": {"label": "Aanpak", "html": "Wat er staat, met meer eromheen.", "url_suffix": "#hit"},
            "passages": [
                SimpleNamespace(
                    passage=SimpleNamespace(pk=0), url_suffix="#hit", label="Aanpak", snippet="Wat er staat."
                )
            ],
        },
    }
