"""A small browser for bench/full_disk.py: cookies, forms as they came, and files."""

import http.client
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup


@dataclass
class Answer:
    """Status, headers in lower case, and body of a response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def form(self, **wanted) -> tuple[str, list[tuple[str, str]]]:
        """Return (action, fields) of the form that holds a field of this name, as a browser would send it."""
        soup = BeautifulSoup(self.text, "html.parser")
        for form in soup.find_all("form"):
            if form.find(attrs={"name": wanted["holds"]}) is not None and form.get("method", "").lower() == "post":
                return form.get("action") or "", list(_fields(form))
        raise LookupError(f"no form with {wanted['holds']}: {self.status}")


def _fields(form):
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in {"file", "submit", "button"} or field.has_attr("disabled"):
            continue
        if field.name == "select":
            chosen = [option.get("value", option.text) for option in field.find_all("option", selected=True)]
            first = field.find("option")
            if not chosen and first is not None and not field.has_attr("multiple"):
                chosen = [first.get("value", first.text)]
            yield from ((name, value) for value in chosen)
        elif kind in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                yield name, field.get("value", "on")
        else:
            text = field.get("value", "") if field.name == "input" else field.text.removeprefix("\n")
            yield name, text


class Client:
    """A browser with cookies."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def get(self, path: str, headers: dict | None = None) -> Answer:
        """Fetch a page."""
        return self._send("GET", path, headers or {})

    def post(self, path: str, fields, files=(), headers: dict | None = None) -> Answer:
        """Send a form; `files`: (field, file name, bytes)."""
        boundary = uuid.uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in fields
        ]
        for field, name, data in files:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        sent = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": "text/html", **(headers or {})}
        return self._send("POST", path, sent, body)

    def _send(self, method: str, path: str, headers: dict, body: bytes | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = {"Origin": f"http://127.0.0.1:{self.port}"} if method == "POST" else {}
        try:
            connection.request(
                method, path, body, {"Cookie": cookies, **origin, **headers} if cookies else {**origin, **headers}
            )
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _equals, rest = value.partition("=")
                self.cookies[cookie] = rest.split(";")[0]
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, data)


def path_of(address: str) -> str:
    """Return the path and query of an address."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
