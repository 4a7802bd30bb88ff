"""What partners put on their own site: a frame, or plain HTML without anything of ours in it."""

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from talkshows.kit.artwork import get_call
from talkshows.kit.facts import KitFacts, Phase

FRAME_HEIGHT = 360  # pixels


def write_frame(facts: KitFacts, address: str) -> str:
    """Return the HTML of a frame that shows the event as it is now; `address` is that of the page in it."""
    shown = ("src", address), ("title", facts.title)
    attributes = " ".join(f'{name}="{escape(words)}"' for name, words in shown)
    return f'<iframe {attributes} height="{FRAME_HEIGHT}" loading="lazy" style="border: 0; width: 100%"></iframe>'


def write_snippet(facts: KitFacts) -> str:
    """Return the event as plain HTML that asks nothing of this site and does not change any more."""
    with translation.override(facts.language):
        action, address = get_call(facts)
        is_coming = facts.phase == Phase.ANNOUNCED
        state = "" if is_coming else str(Phase(facts.phase).label)
        lines = [
            format_html("<h3><a href=\"{}\">{}</a></h3>", facts.url, facts.title),
            format_html("<p><strong>{}</strong></p>", state) if state else "",
            format_html("<p>{}</p>", facts.reason) if facts.reason else "",
            format_html("<p>{}</p>", ", ".join(filter(None, [facts.when, facts.place])) or _("date to follow")),
            format_html("<p>{}</p>", facts.lead) if facts.lead else "",
            format_html('<p>{} <a href="{}">{}</a></p>', action, address, address),
        ]  # fmt: skip
        rows = "\n".join(f"  {line}" for line in lines if line)
        return f'<article lang="{facts.language}">\n{rows}\n</article>'
