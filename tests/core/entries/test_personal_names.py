"""Names are found in the spellings that a reader recognises, and in no other words."""

import pytest

from core.entries.personal_names import NameMatcher

PUT = "[weg]"
FATIMA = NameMatcher(["Fatima El Amrani", "Fatima"], ["Karim El Amrani"])
JAN = NameMatcher(["Jan de Vries"], ["Piet de Vries", "Jan de Vries"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Fatima El Amrani vertelt", "[weg] vertelt"),
        ("FATIMA EL AMRANI", "[weg]"),
        ("fatima el amrani", "[weg]"),
        ("Fátima el-Amràni’s verhaal", "[weg] verhaal"),
        ("het verhaal van Fatima\u00a0El\u00a0Amrani.", "het verhaal van [weg]."),
        ("Fati\u00adma El Am\u200brani", "[weg]"),
        ("F. El Amrani en F.Z. el Amrani", "[weg] en [weg]"),
        ("El Amrani, Fatima", "[weg]"),
        ("Amrani, F.", "[weg]"),
        ("#FatimaElAmrani op straat", "#[weg] op straat"),
        ("Met mevrouw Amrani en El Amrani-avond", "Met mevrouw [weg] en [weg]-avond"),
        ("Fatima’s tuin", "[weg] tuin"),
        ("Fatima Amrani", "[weg]"),
        ("Karim El Amrani komt, en K. El Amrani", "Karim El Amrani komt, en K. El Amrani"),
        ("Fatimatuzzahra en de amranische keuken", "Fatimatuzzahra en de amranische keuken"),
        ("", ""),
    ],
)
def test_every_spelling_of_a_name(text, left):
    assert FATIMA.replace(text, PUT) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("J. de Vries, J de Vries en J.P. de Vries", "[weg], [weg] en [weg]"),
        ("Vries, Jan de / De Vries, Jan / De Vries, J.", "[weg] / [weg] / [weg]"),
        ("De Vries’ boek, en dat van Vries", "[weg]’ boek, en dat van [weg]"),
        ("Piet de Vries en P. de Vries", "Piet de Vries en P. de Vries"),
        ("de koude vries van Driejan de Vriesland", "de koude vries van Driejan de Vriesland"),
        ("janjansen, Jan en De", "janjansen, Jan en De"),
    ],
)
def test_particles_initials_and_namesakes(text, left):
    assert JAN.replace(text, PUT) == left


def test_a_surname_that_is_part_of_a_place():
    assert NameMatcher(["Anna Haag"]).replace("Anna Haag in Den Haag met Haag", PUT) == "[weg] in Den Haag met [weg]"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Met <b>Fatima</b> El&nbsp;Amrani.</p>", "<p>Met <b>[weg]</b>.</p>"),
        ("<p>F&aacute;tima</p><p>El Amrani</p>", "<p>[weg]</p><p>[weg]</p>"),
        ('<img src="/a.webp" alt="Fatima El Amrani aan tafel">', '<img src="/a.webp" alt="[weg] aan tafel">'),
        ('<a href="/mensen/fatima-el-amrani/">haar</a>', "<a>haar</a>"),
        ("<a href='/x/' title='Fatima'>x</a>", "<a href='/x/' title=\"[weg]\">x</a>"),
        ("<p>2 < 3 & 4 > 1</p>", "<p>2 < 3 & 4 > 1</p>"),
    ],
)
def test_html_keeps_its_tags(html, left):
    assert FATIMA.replace_in_html(html, PUT) == left
    assert bool(FATIMA.find_in_html(html)) is (html != left)
    assert FATIMA.find_in_html(left) == []


@pytest.mark.parametrize(
    ("slug", "left"),
    [
        ("fatima-el-amrani-over-wonen", "over-wonen"),
        ("wonen-met-fatima-el-amrani", "wonen-met"),
        ("gesprek-amrani-2", "gesprek-2"),
        ("fatima-el-amrani", ""),
        ("fatimatuzzahra", "fatimatuzzahra"),
        ("karim-el-amrani", "karim-el-amrani"),
    ],
)
def test_slugs_lose_the_name(slug, left):
    assert FATIMA.remove_from_slug(slug) == left


def test_nobody_is_found_nowhere():
    nobody = NameMatcher(["", " "])
    assert (nobody.find("Fatima"), nobody.replace("Fatima", PUT), nobody.find_in_slug("fatima")) == ([], "Fatima", [])
