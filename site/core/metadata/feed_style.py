"""The style sheet of feeds, for who opens one in a browser: without it a browser shows markup."""

from django.templatetags.static import static
from django.utils.feedgenerator import Stylesheet


def feed_stylesheets() -> list[Stylesheet]:
    """Return the style sheet for the constructor of a feed; a feed reader takes no notice of it."""
    return [Stylesheet(static("css/feed.css"), mimetype="text/css", media="all")]
