"""Scores one response by the rules of MDN's HTTP Observatory (its score table as published in 2026), written anew.

100 is where everybody begins; what is wrong takes points away, and from 90 on what is better than needed adds some.
Preloading of HSTS (5 more) is not for a response to show.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "https://*"}
UNSAFE = BROAD | {"'unsafe-inline'", "data:"}
HALF_A_YEAR = 15_768_000


class _Scripts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "script" and "src" in values:
            self.found.append((values["src"] or "", bool(values.get("integrity"))))


def parse_policy(header: str) -> dict[str, set]:
    """Return {directive: sources}."""
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0].lower(): set(part[1:]) for part in parts}


def score_policy(response) -> int:
    """Content security policy."""
    rules = parse_policy(response.get("Content-Security-Policy", ""))
    if not rules:
        return -25
    default = rules.get("default-src", {"*"})
    script, style, objects = (rules.get(name, default) for name in ("script-src", "style-src", "object-src"))
    if script & UNSAFE or objects & BROAD:
        return -20
    passive = {source for name in ("img-src", "media-src") for source in rules.get(name, default)}
    active = {source for name, sources in rules.items() if name not in {"img-src", "media-src"} for source in sources}
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in script | style or any(source.startswith(("http:", "ftp:")) for source in passive):
        return -10
    if style & UNSAFE:
        return 0
    return 10 if default == {"'none'"} and rules.get("form-action", {"*"}) <= {"'none'", "'self'"} else 5


def score_cookies(response) -> int:
    """Cookies: Secure, SameSite, and HttpOnly for the session."""
    if not response.cookies:
        return 0
    for name, cookie in response.cookies.items():
        session, csrf = "sess" in name.lower(), "csrf" in name.lower()
        if session and not cookie["httponly"]:
            return -30
        if not cookie["secure"]:
            return -40 if session else -20
        if cookie["samesite"] and cookie["samesite"] not in {"Lax", "Strict"}:
            return -20
        if csrf and not cookie["samesite"]:
            return -20
    return 5 if all(cookie["samesite"] for cookie in response.cookies.values()) else 0


def score_cors(response) -> int:
    """Sharing with other origins."""
    everybody = response.get("Access-Control-Allow-Origin") not in {None, "null"}
    return -50 if everybody and response.get("Access-Control-Allow-Credentials") == "true" else 0


def score_hsts(response) -> int:
    """Strict transport security."""
    found = re.search(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    return -20 if not found else 0 if int(found[1]) >= HALF_A_YEAR else -10


def score_referrer(response) -> int:
    """Referrer policy: the last value that is known counts."""
    value = response.get("Referrer-Policy", "").split(",")[-1].strip().lower()
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    return 5 if value in private else 0 if not value else -5


def score_integrity(response, body: str) -> int:
    """Scripts: from this origin, or with integrity over https."""
    if "html" not in response.get("Content-Type", ""):
        return 0
    scripts = _Scripts()
    scripts.feed(body)
    foreign = [(src, integrity) for src, integrity in scripts.found if urlsplit(src).netloc]
    if any(not src.startswith("https://") for src, _integrity in foreign):
        return -20 if all(integrity for _src, integrity in foreign) else -50
    if any(not integrity for _src, integrity in foreign):
        return -5
    return 5 if scripts.found and all(integrity for _src, integrity in scripts.found) else 0


def score_frames(response) -> int:
    """Who may frame this."""
    ancestors = parse_policy(response.get("Content-Security-Policy", "")).get("frame-ancestors", {"*"})
    if not ancestors & BROAD:
        return 5
    return 0 if response.get("X-Frame-Options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def score_sniffing(response) -> int:
    """No guessing of the type."""
    return 0 if response.get("X-Content-Type-Options", "").lower() == "nosniff" else -5


def score_resource_policy(response) -> int:
    """Who may load this as part of a page."""
    value = response.get("Cross-Origin-Resource-Policy")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, None: 0}.get(value, -5)


def score_redirection(plain, host: str) -> int:
    """What the same address answers over plain http."""
    target = urlsplit(plain.get("Location", ""))
    if plain.status_code not in {301, 302, 307, 308} or target.scheme != "https":
        return -20
    return 0 if target.hostname == host else -5


def score(response, plain, host: str, body: str = "") -> int:
    """Return the score of `response`; `plain` is the answer of the same address over http."""
    modifiers = [
        score_policy(response), score_cookies(response), score_cors(response), score_hsts(response), score_referrer(response),
        score_integrity(response, body), score_frames(response), score_sniffing(response), score_resource_policy(response),
        score_redirection(plain, host),
    ]  # fmt: skip
    total = 100 + sum(modifier for modifier in modifiers if modifier < 0)
    return total + sum(modifier for modifier in modifiers if modifier > 0) if total >= 90 else total
