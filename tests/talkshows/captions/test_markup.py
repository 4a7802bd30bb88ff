"""Words of a payload: tags and codes are taken out, everything else stays."""

import pytest

from talkshows.captions.markup import read_text, split_voices


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("Mail <info@voorbeeld.nl> of <Jan>", "Mail <info@voorbeeld.nl> of <Jan>"),
        ("huur < 700 en > 20", "huur < 700 en > 20"),
        ("<b en c> d", "<b en c> d"),
        ("<i>a</i> <b.luid>b</b> <c.geel.op_zwart>c</c> <u>d</u>", "a b c d"),
        ('<font color="#fff" face=x>a</font> <span style="x">b</span>', "a b"),
        ("a<00:00:01.000> b<00:01.5>c", "a bc"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢 (kan)"),
        ("{\\an8}{\\i1}boven{\\i0}\\Nin\\hbeeld {b}x{/b}", "boven\nin beeld x"),
        ("{\\p1}m 0 0 l 100 0{\\p0}woorden", "woorden"),
        ("C:\\Nota {met haken}", "C:\\Nota {met haken}"),
        ("R&D &amp; &lt;b&gt; 700&nbsp;euro &copieën &#233;", "R&D & <b> 700 euro &copieën é"),
        ("a<br>b<br/>c", "a\nb\nc"),
    ],
)
def test_only_marks_are_taken_out(payload, text):
    assert read_text(payload) == text


def test_voices():
    assert list(split_voices("<v.luid Anna &amp; Bo>Ja.</v> <v Cor>Nee.")) == [
        ("", ""),
        ("Anna & Bo", "Ja."),
        ("Cor", "Nee."),
    ]
