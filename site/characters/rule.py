"""The rule: characters that no XML, e-mail header or database takes are replaced or taken out, and words stay apart."""

import json
import re
import unicodedata

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
