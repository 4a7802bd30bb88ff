"""Texts to send: composed from the facts, with an address, and never longer than a post may be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from talkshows.kit.artwork import describe_picture
from talkshows.kit.embedding import write_frame, write_snippet
from talkshows.kit.texts import POST_LENGTH, Moment, compose, write_file
from tests.talkshows.kit.facts import URL, make_facts


def words(facts, name: str) -> str:
    return next(text.words for found in compose(facts) for text in found.texts if text.name == name)


def test_mail_says_when_where_who_and_how():
    mail = words(make_facts(signup_url="https://partner.example/kom"), "announcement-mail")
    for said in (
        "Je bent welkom bij “Wie bepaalt",
        "Wanneer: donderdag 21 mei 2026, 20.00 tot 21.30 uur",
        "Waar: Wijkcentrum Moerwijk (Drempelvrij.)",
        "Aan tafel: Fatma Yılmaz (bewoner), Jan de Vries",
        "Meld je aan: https://partner.example/kom",
        f"Meer informatie: {URL}",
    ):
        assert said in mail, said


def test_texts_are_in_the_language_of_the_facts():
    facts = make_facts(language="en", day="Thursday 21 May 2026", hours="20:00 to 21:30")
    assert "You are welcome at" in words(facts, "announcement-mail")
    assert words(facts, "day-subject").startswith("Tomorrow: ")


def test_phase_chooses_the_moments():
    moments = {
        phase: [found.moment for found in compose(make_facts(phase=phase))]
        for phase in ("announced", "cancelled", "recorded", "past")
    }
    assert moments["announced"] == [Moment.ANNOUNCEMENT, Moment.WEEK, Moment.DAY, Moment.AFTER]
    assert (moments["cancelled"], moments["recorded"], moments["past"]) == (
        [Moment.CANCELLATION], [Moment.RECORDING], [Moment.AFTER],
    )  # fmt: skip
    assert [found.moment for found in compose(make_facts(day="", hours=""))] == [Moment.ANNOUNCEMENT]


def test_the_day_after_invites_nobody():
    facts = make_facts(signup_url="https://partner.example/kom")
    assert "partner.example" in words(facts, "day-mail")
    assert "partner.example" not in words(facts, "after-mail") and "Dank aan iedereen" in words(facts, "after-mail")


def test_lines_and_sentences_begin_with_a_capital():
    facts = make_facts()
    assert facts.day[0].islower()
    assert f"\n{facts.day.capitalize()}" in words(facts, "announcement-post")
    assert words(facts, "week-press").startswith("Persbericht\nOver een week: ")
    assert f". {facts.day.capitalize()}" in describe_picture(facts)


def test_cancelled_event_invites_nobody():
    facts = make_facts(phase="cancelled", reason="De zaal is dicht.", signup_url="https://partner.example/kom")
    said = write_file(facts)
    assert "gaat niet door" in said and "De zaal is dicht." in said
    assert "partner.example" not in said and "Meld je aan" not in said and "Wijkcentrum" not in said


def test_recording_is_what_a_text_points_at_afterwards():
    said = write_file(make_facts(phase="recorded", signup_url="https://partner.example/kom"))
    assert "Kijk of luister terug" in said and "partner.example" not in said


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=255), st.text(max_size=200))
def test_post_fits_and_keeps_its_address(title, place):
    facts = make_facts(title=title, place=place)
    for name in ("announcement-post", "day-post"):
        post = words(facts, name)
        assert len(post) <= POST_LENGTH and post.endswith(URL)


def test_embeds_are_escaped():
    facts = make_facts(title='<script>alert("x")</script>" onload="x', lead="<b>vet</b> & co")
    for html in (write_frame(facts, f"{URL}embed/"), write_snippet(facts)):
        assert "<script" not in html and '" onload' not in html
    assert "&lt;b&gt;vet&lt;/b&gt; &amp; co" in write_snippet(facts)
