"""The Elasticsearch client: requests for an address with credentials, API key or certificate, on a small server.

The node of the tests has no login and no TLS; these tests look at the request that leaves.
"""

import base64
import datetime
import ipaddress
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from search.engines.base import EngineUnavailableError
from search.engines.elasticsearch.client import Connection, make_options


class Answering(BaseHTTPRequestHandler):
    """Keeps the headers of requests and answers as Elasticsearch does."""

    def do_GET(self):
        self.server.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        body = json.dumps({"tagline": "You Know, for Search"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-elastic-product", "Elasticsearch")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Nothing."""


def serve(context=None) -> HTTPServer:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    server.seen = []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def server():
    server = serve()
    yield server
    server.shutdown()


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that signs itself: [file of the certificate, file with the key]."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    ca, chain = tmp_path / "ca.pem", tmp_path / "server.pem"
    ca.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(secret + ca.read_bytes())
    return ca, chain


def sent(server, **options) -> tuple[str, dict]:
    """Ask once and return (path, headers) of what the server saw."""
    Connection(make_options(**options)).call(lambda client: client.info(), 5)
    return server.seen[-1]


def test_name_and_password_of_the_address_are_sent(server):
    path, headers = sent(server, url=f"http://zoeker:ge%40heim@127.0.0.1:{server.server_port}/es/")
    assert headers["authorization"] == "Basic " + base64.b64encode(b"zoeker:ge@heim").decode()
    assert path == "/es/"


def test_api_key_goes_before_name_and_password(server):
    _, headers = sent(server, url=f"http://zoeker:geheim@127.0.0.1:{server.server_port}", api_key="c2xldXRlbA==")
    assert headers["authorization"] == "ApiKey c2xldXRlbA=="


def test_plain_address_sends_no_login(server):
    _, headers = sent(server, url=f"http://127.0.0.1:{server.server_port}")
    assert "authorization" not in headers


def test_server_of_the_given_authority_is_trusted_and_no_other(certificate):
    ca, chain = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    server = serve(context)
    url = f"https://zoeker:geheim@127.0.0.1:{server.server_port}"
    try:
        _, headers = sent(server, url=url, ca=str(ca))
        assert headers["authorization"].startswith("Basic ")
        with pytest.raises(EngineUnavailableError, match="TlsError"):
            sent(server, url=url)
        assert len(server.seen) == 1
    finally:
        server.shutdown()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://localhost", "http://localhost:9200"),
        ("https://search.example", "https://search.example:443"),
        ("https://search.example:9243/deep/path/", "https://search.example:9243/deep/path"),
        ("http://[::1]:9200", "http://[::1]:9200"),
    ],
)
def test_address_gets_its_port_and_keeps_its_path(url, host):
    assert make_options(url)["hosts"] == [host]


def test_nobody_listening_is_said_at_once(server):
    server.shutdown()
    server.server_close()
    with pytest.raises(EngineUnavailableError, match="ConnectionError"):
        sent(server, url=f"http://127.0.0.1:{server.server_port}")
