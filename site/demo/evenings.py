"""Generates the text of a long example report: one page for each evening.

An evening is [place, title, question, outcome]; the rest follows from its number, so every site gets the same text.
"""

SEASONS = ["voorjaar", "zomer", "najaar", "winter"]
ROOMS = ["de bibliotheek", "een schoolkantine", "het buurthuis", "de recreatieruimte van een flat", "een leegstaande winkel",
         "het clubhuis", "een keuken van het wijkcentrum"]  # fmt: skip
OPENINGS = [
    "Het begon stroef. Wie vooraan zat, keek naar de deur, en wie achterin zat, naar de koffie.",
    "Er was soep, en dat hielp. Pas toen de pannen leeg waren, kwam het onderwerp op tafel.",
    "De avond begon met een rondje door de straat. Binnen werd daarna over niets anders gepraat.",
    "Twee studenten hadden vooraf aangebeld bij wie niet zou komen. Hun briefjes hingen aan de muur.",
    "Er was één regel: wie klaagt, zegt ook wat nog wél goed gaat. Dat leverde meer op dan gedacht.",
    "De helft van de aanwezigen kende elkaar niet, terwijl ze in hetzelfde portiek woonden.",
    "Een huismeester opende met een foto van tien jaar geleden. Niemand herkende de eigen straat.",
]
TURNS = [
    "Halverwege draaide het gesprek. Iemand zei: dit gaat niet over geld, dit gaat over wie er belt. Vanaf dat moment werd er "
    "geluisterd.",
    "De corporatie, de gemeente en een onderwijzer zaten aan dezelfde tafel en bleken drie verschillende kaarten van dezelfde straat te "
    "hebben.",
    "Op grote vellen schreef iedereen op wat hij zelf kon doen. Er kwamen meer vellen bij dan er stoelen waren.",
    "Een student telde de keren dat het woord ‘zij’ viel. In het tweede uur was dat nog maar half zo vaak.",
    "De meeste tijd ging naar een misverstand: twee groepen bedoelden hetzelfde en noemden het anders.",
]
CLOSINGS = [
    "Na zes weken wordt gekeken of het gelukt is. Wie het nakijkt, staat met naam op het vel.",
    "De afspraak hangt in de hal, in drie talen en met een telefoonnummer dat wordt opgenomen.",
    "Het verslag paste op één kant papier en ging de volgende ochtend de brievenbussen in.",
    "Er is geen projectgroep gekomen. Twee mensen doen het, en de rest weet wie dat zijn.",
]


def write_report(values: dict) -> str:
    """Return the text of the report in the markup of the content files; "===" starts a page."""
    pages = [values["text"].strip(), *(page.strip() for page in values["before"])]
    pages += [write_evening(number, *evening) for number, evening in enumerate(values["evenings"], start=1)]
    return "\n\n===\n\n".join([*pages, *(page.strip() for page in values["after"])])


def write_evening(number: int, place: str, title: str, question: str, outcome: str) -> str:
    """Return the page of one evening."""
    came = 9 + number * 7 % 24
    spoke, new = 4 + number * 5 % (came - 4), 1 + number * 3 % 8
    room, season = ROOMS[number * 3 % len(ROOMS)], SEASONS[number % len(SEASONS)]
    return "\n\n".join(
        [
            f"## Avond {number}: {title}",
            f"{place}, {season}. Plaats van samenkomst: {room}. Er kwamen {came} mensen, van wie {new} voor het eerst.",
            OPENINGS[number % len(OPENINGS)],
            f"De vraag van de avond was: {question}",
            TURNS[number * 2 % len(TURNS)],
            f"- Aanwezig: {came}\n- Nam het woord: {spoke}\n- Voor het eerst: {new}",
            f"Wat eruit kwam: {outcome} {CLOSINGS[number % len(CLOSINGS)]}",
        ]
    )
