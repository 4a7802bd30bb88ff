"""The payload of a cue: tags of WebVTT and SubRip and codes of ASS are taken out, everything else is words."""

import html
import re

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t\n]+([^<>]*)>", re.IGNORECASE)
_STYLE_TAG = r"</?(?:c|i|b|u|s|v|em|strong|small|big|ruby|rt)(?:\.[^\s<>]*)?\s*/?>"
_OTHER_TAG = r"</(?:lang|font|span|p|div)\s*>|<lang\s+[\w-]+\s*>|<(?:font|span|p|div)(?:\s+[\w-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>]+))*\s*>"
_MOMENT = r"<(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}>"
_TAG = re.compile(f"{_STYLE_TAG}|{_OTHER_TAG}|{_MOMENT}", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>|\[br\]", re.IGNORECASE)
_READING = re.compile(r"<rt(?:\.[^\s<>]*)?>(.*?)(?:</rt>|(?=</ruby>)|$)", re.IGNORECASE | re.DOTALL)
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}[mnlbspc\d\s.-]*(?:\{[^{}]*\\p0[^{}]*\}|$)")
_CODE = re.compile(r"\{\\[^{}]*\}|\{/?[ibus]\}|\{[ycfsoph]:[^{}\s]*\}", re.IGNORECASE)
_ASS_BREAK = re.compile(r"(?<![A-Za-z]:)\\[Nn]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def split_voices(payload: str):
    """Yield (speaker, text) for every voice span of a payload."""
    at, speaker = 0, ""
    for match in [*_VOICE.finditer(payload), None]:
        yield speaker, read_text(payload[at : match.start() if match else None])
        if match:
            at, speaker = match.end(), " ".join(_unescape(match.group(1)).split())[:200]


def read_text(payload: str) -> str:
    """Return the words of a payload, its lines without empty ones."""
    text = _CODE.sub("", _DRAWING.sub("", payload))
    text = _ASS_BREAK.sub("\n", text).replace("\\h", " ")
    text = _READING.sub(lambda match: f" ({match.group(1).strip()})" if match.group(1).strip() else "", text)
    text = _unescape(_TAG.sub("", _BREAK_TAG.sub("\n", text)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _unescape(text: str) -> str:
    """Resolve character references that end in a semicolon: “R&D” and “&copieën” are words."""
    return _REFERENCE.sub(lambda match: html.unescape(match.group()), text)
