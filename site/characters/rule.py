"""The rule: characters that no XML, e-mail header or database takes are replaced or taken out, and words stay apart.

Templates and feeds keep it too, so what leaves the site is clean whatever the database holds.
"""

import json
import re
import unicodedata

from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString, mark_safe

# Controls but tab and line breaks, surrogates, noncharacters, the byte order mark.
_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNFIT = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff{_PLANES}]|\r(?!\n)"
)
_BREAKS = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_RETURN = re.compile(rb"\r(?!\n)")
_PLAIN = bytes([9, 10, 13, *range(0x20, 0x7F)])
_WHITE = re.compile(r"[\t\n\r]+")
_HYPHEN = "\x1e"  # Word's hyphen that does not break
_REMOVED = frozenset("\x00\x1f\x7f\ufeff")  # they stand inside words; \x1f is Word's optional hyphen
# Letters and spaces that show nothing, beside the categories of `is_invisible`.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def clean(text: str) -> str:
    """Return a text without unfit characters; a line break stands for each character that breaks a line."""
    if not _has_unfit(text):
        return text
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")  # pairs become one character
    return _UNFIT.sub(lambda match: _replace(match.group()), _BREAKS.sub("\n", text))


def _has_unfit(text: str) -> bool:
    """Return whether a text has unfit characters; a page of 100 kB takes a third of a millisecond."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    if b"\r" in data and _RETURN.search(data):
        return True
    rest = data.translate(None, _PLAIN)  # sequences of several bytes stay whole: they have no ASCII
    return bool(rest) and _UNFIT.search(rest.decode()) is not None


def clean_line(text: str) -> str:
    """Return a cleaned text on one line."""
    return _WHITE.sub(" ", clean(text))


def _replace(character: str) -> str:
    """Return what stands for an unfit character: C1 controls are letters of Windows-1252, as the HTML standard says."""
    if character == _HYPHEN:
        return "-"
    code = ord(character)
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore") or " "
    return "" if character in _REMOVED or code > 0x9F else " "


def is_invisible(text: str) -> bool:
    """Return whether a text has nothing that shows."""
    return all(character in _FILLERS or unicodedata.category(character)[0] in "CZM" for character in text)


def clean_data(value):
    """Return strings, and everything in lists and dicts, cleaned; texts that hold JSON are cleaned inside."""
    if isinstance(value, str):
        return _clean_string(value)
    if isinstance(value, dict):
        return {clean_data(key): clean_data(one) for key, one in value.items()}
    if type(value) in {list, tuple}:
        return type(value)(clean_data(one) for one in value)
    return value


def _clean_string(text: str):
    if text[:1] in {"[", "{"} and "\\u" in text:
        try:
            data = json.loads(text)
        except ValueError:
            return clean(text)
        cleaned = clean_data(data)
        return text if cleaned == data else json.dumps(cleaned)
    return clean(text)


class CleanTemplates(DjangoTemplates):
    """Template backend whose templates give clean text: pages, sitemap, e-mail."""

    app_dirname = "templates"

    def get_template(self, template_name):
        """Return a template that cleans what it renders."""
        return CleanTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code):
        """Return a template of a string that cleans what it renders."""
        return CleanTemplate(super().from_string(template_code).template, self)


class CleanTemplate(Template):
    """A template that cleans what it renders, and lets go of what it was given.

    A context and what a view gives it hold each other, so all objects of a page would wait for the garbage collector, a
    thousand for a page of results; it would run in the middle of the next pages.
    """

    def render(self, context=None, request=None):
        """Return clean text, as safe as it was rendered."""
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            text = self.template.render(made)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
        finally:
            made.dicts.clear()
        cleaned = clean(text)
        return mark_safe(cleaned) if isinstance(text, SafeString) else cleaned


class CleanFeed:
    """Feed generator that cleans its arguments, so that XML can hold them; before a class of `django.utils.feedgenerator`."""

    def __init__(self, title, link, description, **arguments):
        super().__init__(clean_data(title), link, clean_data(description), **_clean_texts(arguments))

    def add_item(self, title, link, description, **arguments):
        """Add an item with clean texts."""
        super().add_item(clean_data(title), link, clean_data(description), **_clean_texts(arguments))


def _clean_texts(arguments: dict) -> dict:
    return {name: clean_data(_resolve(value)) for name, value in arguments.items()}


def _resolve(value):
    """Return a lazy text as a string."""
    return str(value) if type(value).__name__ == "__proxy__" else value
