"""How a feed looks in a browser: as text with a line for each element, or with a style sheet; never with XSLT."""

import re
from io import StringIO

from django.templatetags.static import static
from django.utils.feedgenerator import Stylesheet
from django.utils.translation import gettext as _

_BETWEEN = re.compile(r"(</[^>]+>|/>|<(?:feed|rss|channel|entry|item|author|itunes:owner)(?: [^>]*)?>)(?=<)")


def feed_stylesheets() -> list[Stylesheet]:
    """Return the style sheet for the constructor of a feed; a feed reader takes no notice of it."""
    return [Stylesheet(static("css/feed.css"), mimetype="text/css", media="all")]


class ReadableFeed:
    """Feed generator that says what it is in a comment, and begins a line at every element; first of the base classes."""

    def write(self, outfile, encoding):
        """Write the feed; style sheets follow the XML declaration, also in Atom, for which Django writes none."""
        text = StringIO()
        super().write(text, encoding)
        declaration, _end, rest = text.getvalue().partition("?>\n")
        told = _(
            "This is a feed. Copy the address of this page into a feed reader or podcast app to see there what is new."
        )
        if "<?xml-stylesheet" not in rest:
            sheets = self.feed["stylesheets"] or ()
            rest = "".join(f"<?xml-stylesheet {sheet}?>\n" for sheet in sheets) + rest
        outfile.write(f"{declaration}?>\n<!-- {told.replace('--', '–')} -->\n{make_lines(rest)}\n")


def make_lines(xml: str) -> str:
    """Return XML of a feed with a line for each element, and an empty one before each entry."""
    lines = _BETWEEN.sub(r"\1\n", xml)
    return re.sub(r"\n<(entry|item)>", r"\n\n<\1>", lines)
