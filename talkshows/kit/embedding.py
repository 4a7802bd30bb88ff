"""What partners put on their own site: a frame, or plain HTML without anything of ours in it."""

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from talkshows.kit.artwork import get_call
from talkshows.kit.facts import KitFacts, Phase

NARROW, WIDE = 320, 700  # pixels: widths of a frame between which its height follows the width
# Letters that a line of a title and of other text holds at these widths at least.
LETTERS = {NARROW: (15, 30), WIDE: (42, 72)}
PADDING, TITLE_LINE, LINE, GAP, BUTTON = 60, 38, 30, 16, 62  # pixels


def write_frame(facts: KitFacts, address: str) -> str:
    """Return the HTML of a frame that shows the event as it is now; `address` is that of the page in it.

    Its height holds the words at every width: a frame cannot follow its page without a script on the partner's site.
    """
    shown = ("src", address), ("title", facts.title)
    attributes = " ".join(f'{name}="{escape(words)}"' for name, words in shown)
    high, low = measure_frame(facts, NARROW), measure_frame(facts, WIDE)
    height = f"clamp({low}px, calc({high}px - (100cqi - {NARROW}px) * {(high - low) / (WIDE - NARROW):.2f}), {high}px)"
    frame = f'<iframe {attributes} height="{high}" loading="lazy" style="border: 0; width: 100%; height: {height}"></iframe>'
    return f'<div style="container-type: inline-size">{frame}</div>'


def measure_frame(facts: KitFacts, width: int) -> int:
    """Return how many pixels the page in the frame needs at a width, now and after a cancellation with a short reason."""
    names = ", ".join(guest.name for guest in facts.guests)
    coming = [facts.when or "-", facts.place, facts.place_note, f"{'-' * 12}{names}" if names else "", facts.spoken]
    off = [facts.when or "-", facts.place, f"{'-' * 30}{facts.reason or '-' * 90}"]
    return max(_measure(facts, rows, width) for rows in (coming, off))


def _measure(facts: KitFacts, rows: list[str], width: int) -> int:
    of_title, of_text = LETTERS[width]
    always = [f"{facts.kind}: {facts.series}", "-" if facts.is_example else "", f"{facts.site_name}{'-' * 30}"]
    lines = sum(_count_lines(words, of_text) for words in (*always, *rows))
    buttons = (2 if width == NARROW else 1) * BUTTON
    return PADDING + _count_lines(facts.title, of_title) * TITLE_LINE + lines * LINE + 6 * GAP + buttons


def _count_lines(words: str, letters: int) -> int:
    return -(-len(words) // letters)


def write_snippet(facts: KitFacts) -> str:
    """Return the event as plain HTML that asks nothing of this site and does not change any more."""
    with translation.override(facts.language):
        action, address = get_call(facts)
        is_coming = facts.phase == Phase.ANNOUNCED
        state = "" if is_coming else str(Phase(facts.phase).label)
        row = "<p><s>{}</s></p>" if facts.phase == Phase.CANCELLED and facts.when else "<p>{}</p>"
        lines = [
            format_html("<h3><a href=\"{}\">{}</a></h3>", facts.url, facts.title),
            format_html("<p><strong>{}</strong></p>", state) if state else "",
            format_html("<p>{}</p>", facts.reason) if facts.reason else "",
            format_html(row, ", ".join(filter(None, [facts.when, facts.place])) or _("date to follow")),
            format_html("<p>{}</p>", facts.lead) if facts.lead else "",
            format_html('<p>{} <a href="{}">{}</a></p>', action, address, address),
        ]  # fmt: skip
        rows = "\n".join(f"  {line}" for line in lines if line)
        return f'<article lang="{facts.language}">\n{rows}\n</article>'
