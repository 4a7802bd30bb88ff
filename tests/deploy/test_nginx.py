"""The shipped configuration of nginx, on loopback: pages, files after permission, limits, and no header lost."""

import getpass
import http.client
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile

from tests import factories
from tests.documents import make_pdf
from tests.recordings import recorded

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
CONFIGURATION = Path(site_settings.ROOT_DIR) / "deploy" / "nginx.conf"
# What is the server's own, the site's word for nginx, or there for files alone.
OTHER = {
    "date",
    "server",
    "connection",
    "keep-alive",
    "transfer-encoding",
    "x-accel-redirect",
    "content-length",
    "server-timing",
}
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve(upstream: str, media: Path, folder: Path):
    """Start nginx with the shipped configuration, fitted to this host as its comments say; yield its port, and that of plain http."""
    port, plain = find_port(), find_port()
    text = CONFIGURATION.read_text(encoding="utf-8")
    for shipped, here in {
        "user stadskennis;": f"user {getpass.getuser()};", "server 127.0.0.1:8000;": f"server {upstream};", "listen 8080;": f"listen 127.0.0.1:{port};",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "alias /srv/stadskennis/var/media/;": f"alias {media}/;",
        "http {\n": "http {\n" + "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORARY),
    }.items():  # fmt: skip
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    options = f"daemon off; pid {folder}/pid; error_log {folder}/errors;"
    server = subprocess.Popen(
        ["nginx", "-p", str(folder), "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf", "-g", options]
    )
    try:
        for _ in range(100):
            assert server.poll() is None, (folder / "errors").read_text(encoding="utf-8")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port, plain
    finally:
        server.terminate()
        server.wait(10)


def ask(port: int, path: str, method: str = "GET", body=None, **headers: str):
    """Return (status, headers, body) of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.fixture
def nginx(live_server, settings, tmp_path, home):
    """The port of nginx in front of the site, the port of the site, an entry with a recording, and a report."""
    settings.X_ACCEL_REDIRECT = "/permitted-files/"
    entry = factories.EpisodePageFactory(**recorded())
    pdf = factories.SiteDocumentFactory(title="Stuk", file=ContentFile(make_pdf(["Woord"]), name="stuk.pdf"))
    report = factories.ReportPageFactory(pdf=pdf)
    upstream = live_server.thread
    with serve(f"{upstream.host}:{upstream.port}", Path(settings.MEDIA_ROOT), tmp_path) as (port, _plain):
        yield port, upstream.port, entry, report


def test_plain_http_leads_to_https_without_a_port(tmp_path):
    with serve("127.0.0.1:1", tmp_path, tmp_path) as (_port, plain):
        for host in ("stadskennis.example", "stadskennis.example:80"):
            status, headers, _body = ask(plain, "/zoeken/?q=stad&page=2", Host=host)
            assert (status, headers["location"]) == (301, "https://stadskennis.example/zoeken/?q=stad&page=2")


@pytest.mark.heavy
def test_shipped_configuration(nginx, settings):
    port, behind, entry, report = nginx
    host = f"127.0.0.1:{behind}"
    # A page, and everything that the site says with it.
    for path in ("/", "/contact/", "/bestaat-niet/", "/robots.txt", entry.url):
        own, passed = ask(behind, path, Accept_Encoding="br"), ask(port, path, Accept_Encoding="br", Host=host)
        assert own[0] == passed[0]
        assert {
            name: value for name, value in own[1].items() if name not in OTHER | {"content-security-policy", "etag"}
        } == {
            name: value for name, value in passed[1].items() if name not in OTHER | {"content-security-policy", "etag"}
        }, path
        assert passed[1]["content-security-policy"]
    # A file: decided by the site, sent by nginx, with every header of the site and with ranges.
    for url, data in (
        (entry.recording_file.url, entry.recording_file.file.open().read()),
        (report.pdf.url, report.pdf.file.open().read()),
    ):
        settings.X_ACCEL_REDIRECT = ""
        own = ask(behind, url)
        settings.X_ACCEL_REDIRECT = "/permitted-files/"
        told = ask(behind, url)
        assert told[1]["x-accel-redirect"].startswith("/permitted-files/") and told[2] == b""
        status, headers, body = ask(port, url, Host=host)
        assert (status, body) == (200, data) and "x-accel-redirect" not in headers
        lost = {name for name in own[1].keys() - headers.keys() if name not in OTHER}
        assert lost == set(), url
        for name in own[1].keys() - OTHER - {"etag", "last-modified", "content-security-policy"}:
            assert headers[name] == own[1][name], name
        status, headers, body = ask(port, url, Range="bytes=5-104", Host=host)
        assert (status, body, headers["content-range"]) == (206, data[5:105], f"bytes 5-104/{len(data)}")
        assert ask(port, url, If_None_Match=headers["etag"], Host=host)[0] == 304
        assert ask(port, url, Range=f"bytes={len(data)}-", Host=host)[0] == 416
        name = told[1]["x-accel-redirect"]
        assert ask(port, name, Host=host)[0] == 404
    # Withdrawn: the page is gone, the file with it.
    address, file = entry.url, entry.recording_file.url
    entry.unpublish()
    assert ask(port, address, Host=host)[0] == 410
    assert ask(port, file, Host=host)[0] in {404, 410}
    # Limits.
    assert ask(port, "/" + "a" * 9000, Host=host)[0] == 414
    assert ask(port, "/", X="a" * 9000, Host=host)[0] == 400
    assert ask(port, "/contact/", "POST", Content_Length=str(3 * 1024**3), Host=host)[0] == 413
    sent = [socket.create_connection(("127.0.0.1", port), 20) for _ in range(150)]
    for one in sent:
        one.sendall(
            f"POST /robots.txt HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
    statuses = [int(one.recv(4096)[9:12]) for one in sent]
    for one in sent:
        one.close()
    assert 429 in statuses and set(statuses) != {429}  # in whatever order they were taken up
    assert ask(port, "/robots.txt", Host=host)[0] == 200
