"""Texts to send: composed from the facts, with an address, and never longer than a post may be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from talkshows.kit.artwork import ARTWORKS, describe_picture
from talkshows.kit.embedding import measure_frame, write_frame, write_snippet
from talkshows.kit.phrases import end_sentence, join_heading
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


def test_one_colon_and_one_mark_at_the_end():
    facts = make_facts(title="Leefbaarheid: wat leert de straat jou?")
    assert words(facts, "week-subject") == "Over een week – Leefbaarheid: wat leert de straat jou?"
    assert "??" not in write_file(facts) and "?." not in write_file(facts) and "?." not in describe_picture(facts)
    assert join_heading("Morgen:", "Samen") == "Morgen: Samen" and join_heading("", "A: b") == "A: b"
    assert [end_sentence(text) for text in ("", "Wie?", "Ja.", "Ja")] == ["", "Wie?", "Ja.", "Ja."]


def test_newsletter_says_its_length_and_how_to_get_in():
    found = next(text for text in compose(make_facts())[0].texts if text.name == "announcement-newsletter")
    assert f"({len(found.words.split())} woorden)" in found.label and "Drempelvrij." in found.words


def test_alternative_text_names_who_stands_on_the_picture():
    facts = make_facts()
    named = {name for name, artwork in ARTWORKS.items() if "Fatma" in describe_picture(facts, artwork)}
    assert {"square.png", "story.png"} <= named and "card.png" not in named
    assert "Fatma" not in describe_picture(make_facts(phase="cancelled"), ARTWORKS["story.png"])


def test_texts_in_another_language_than_the_page_say_so():
    facts = make_facts(language="en", signup_url="https://partner.example/kom", spoken="Dutch")
    mail = words(facts, "announcement-mail")
    assert f"Everything about it (in Dutch): {URL}" in mail and "Language: Dutch" in mail
    assert "in het" not in words(make_facts(), "announcement-mail").partition("Meer informatie")[2]


def test_frame_is_higher_where_there_is_more_to_say_or_less_room():
    few, many = make_facts(guests=(), place_note="", series=""), make_facts(title="Lang " * 20, lead="x" * 400)
    assert measure_frame(few, 700) < measure_frame(many, 700) < measure_frame(many, 320)
    assert f'height="{measure_frame(many, 320)}"' in write_frame(many, URL)


def test_cancelled_event_invites_nobody():
    facts = make_facts(phase="cancelled", reason="De zaal is dicht.", signup_url="https://partner.example/kom")
    said = write_file(facts)
    assert "gaat niet door" in said and "De zaal is dicht." in said
    assert "partner.example" not in said and "Meld je aan" not in said and "Wijkcentrum" not in said
    assert "Wanneer:" not in said and "Aan tafel" not in said and "Zou zijn: donderdag 21 mei 2026" in said
    assert "<s>donderdag 21 mei 2026" in write_snippet(facts)


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
