"""An installation that fails says why in its one line; pip and uv trust what the system trusts."""

import datetime
import ipaddress
import os
import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import causes  # noqa: E402 -- the folder of scripts is no package for them
import install  # noqa: E402 -- the same
from preflight import SetupError  # noqa: E402 -- the same

UV = Path(sys.executable).parent / "uv"


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        ("error: Failed to fetch: https://x/\n  cause: client error (Connect)\n  cause: invalid peer certificate: UnknownIssuer", "certificate"),
        ("Could not fetch URL https://x/simple/uv/: There was a problem confirming the ssl certificate: (Caused by SSLError("
         "SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer"
         " certificate (_ssl.c:1006)')))\nERROR: No matching distribution found for uv==0.13.9", "certificate"),
        ("  cause: dns error\n  cause: failed to lookup address information: Name or service not known", "no network"),
        ("WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection."
         "HTTPSConnection object>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')'\n"
         "ERROR: No matching distribution found for uv==0.13.9", "no network"),
        ("  cause: tunnel error: failed to create underlying connection\n  cause: tcp connect error\n  cause: Connection refused"
         " (os error 111)", "the proxy refuses"),
        ("WARNING: Retrying after connection broken by 'ProxyError('Cannot connect to proxy.', NewConnectionError('Connection"
         " refused'))'", "the proxy refuses"),
        ("OSError('Tunnel connection failed: 407 Proxy Authentication Required')", "asks for a login"),
        ("  cause: tcp connect error\n  cause: Connection refused (os error 111)", "does not answer"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: failed to write to file: No space left on device (os error 28)", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash differs"),
        ("error: Hash mismatch for `wagtail==8.0.1`", "hash differs"),
        ("ERROR: Package 'x' requires a different Python: 3.9.2 not in '>=3.11'", "this Python"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "this Python"),
        ("error: Permission denied (os error 13) at path /x/.venv", "may not be written"),
        ("something that nobody has seen before", ""),
    ],
)  # fmt: skip
def test_cause_of_an_output(output, cause):
    assert cause in causes.find_cause(output) and bool(causes.find_cause(output)) is bool(cause)


def test_failure_is_one_line_with_its_cause(tmp_path):
    script = "import sys; print('  cause: invalid peer certificate: UnknownIssuer'); sys.exit(2)"
    with pytest.raises(SetupError) as refused:
        install.call([sys.executable, "-c", script], str(tmp_path / "run.log"), {}, "installing the packages failed")
    assert "certificate of the package index" in str(refused.value) and "\n" not in str(refused.value)
    assert (tmp_path / "run.log").read_text().count("UnknownIssuer") == 2  # tried twice


def test_log_that_cannot_be_written_hides_nothing(tmp_path):
    script = "import sys; print('No space left on device'); sys.exit(2)"
    with pytest.raises(SetupError, match="the disk is full"):
        install.call(
            [sys.executable, "-c", script], str(tmp_path / "no" / "run.log"), {}, "installing the packages failed"
        )


def test_what_somebody_set_stays():
    made = install.make_environment(
        {"UV_SYSTEM_CERTS": "false", "SSL_CERT_FILE": __file__, "PIP_CERT": "/x", "VIRTUAL_ENV": "/v"}
    )
    assert (made["UV_SYSTEM_CERTS"], made["SSL_CERT_FILE"], made["PIP_CERT"]) == ("false", __file__, "/x")
    assert "VIRTUAL_ENV" not in made


def test_pip_and_uv_are_pointed_at_the_certificates_of_the_system(tmp_path, monkeypatch):
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("x", encoding="utf-8")
    monkeypatch.setattr(install, "SYSTEM_CERTIFICATES", [str(tmp_path / "none"), str(bundle)])
    monkeypatch.setattr(install, "pip_setting", lambda name: "")
    made = install.make_environment({})
    assert (made["UV_SYSTEM_CERTS"], made["UV_NATIVE_TLS"], made["PIP_CERT"]) == ("true", "true", str(bundle))


@pytest.fixture
def index(tmp_path):
    """A package index whose certificate is that of a proxy: (address, file of the certificate)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy")])
    now = datetime.datetime.now(datetime.UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    built = built.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=9))
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = built.add_extension(names, critical=False).sign(key, hashes.SHA256())
    file, keys = tmp_path / "proxy.pem", tmp_path / "proxy.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    keys.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = HTTPServer(("127.0.0.1", 0), Index)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, keys)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/simple", str(file)
    server.shutdown()
    server.server_close()


class Index(BaseHTTPRequestHandler):
    """An index without packages."""

    def do_GET(self):
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def sync(tmp_path, address: str, **variables) -> str:
    """Return what uv says when it looks for a package at an index, with the variables of `make run`."""
    wanted = tmp_path / "wanted.txt"
    wanted.write_text("nothing-of-that-name==1.0\n")
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "UV_HTTP_RETRIES": "0"}
    command = [
        UV,
        "pip",
        "install",
        "--no-cache",
        "--dry-run",
        "--index-url",
        address,
        "-p",
        sys.executable,
        "-r",
        wanted,
    ]
    done = subprocess.run(command, env=install.make_environment({**clean, **variables}), capture_output=True, text=True)
    assert done.returncode
    return done.stderr


@pytest.mark.skipif(not UV.exists(), reason="uv is in the environment of make run alone")
def test_uv_trusts_the_certificate_that_pip_was_given(tmp_path, index):
    address, file = index
    assert "certificate" in causes.find_cause(sync(tmp_path, address))
    for name in ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        assert "does not have a package" in causes.find_cause(sync(tmp_path, address, **{name: file})), name


@pytest.mark.parametrize(
    ("body", "is_taken"),
    [('exec "$PYTHON" "$@"', True), ("exit 1", False), ('exec "$PYTHON" -S -c "import no_such_module"', False)],
)
def test_the_python_of_the_distribution_is_taken_where_it_is_fit(tmp_path, body, is_taken):
    candidate = tmp_path / "python3"
    candidate.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    candidate.chmod(0o755)
    command = [str(ROOT / "scripts" / "find_python.sh"), str(candidate)]
    done = subprocess.run(
        command, env=dict(os.environ, PYTHON=sys.executable), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == (str(candidate) if is_taken else "python3")
    gone = subprocess.run([command[0], str(tmp_path / "none")], capture_output=True, text=True, check=True)
    assert (gone.stdout.strip(), gone.stderr) == ("python3", "")
