"""Creates `.venv` with the packages of the lock files. Standard library only."""

import hashlib
import os
import subprocess
import sys

from causes import find_cause
from preflight import ROOT, SetupError

VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
UV = os.path.join(VENV, "bin", "uv")
SYSTEM_CERTIFICATES = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
]  # fmt: skip
STAMP = os.path.join(VENV, ".lock-{}")


def lock_path(name):
    """Return the path of a lock file."""
    return os.path.join(ROOT, "requirements", name + ".txt")


def digest(name):
    """Return the hash of a lock file, as written to the stamp file."""
    with open(lock_path(name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def is_installed(name):
    """Return whether the environment was synchronised with this lock file."""
    try:
        with open(STAMP.format(name)) as file:
            return file.read() == digest(name) and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


def install(name, log):
    """Install a lock file unless it is installed; return whether it was. "dev" includes "production"."""
    if is_installed(name) or (name == "production" and is_installed("dev")):
        return False
    environment = make_environment(os.environ)
    if not os.access(PYTHON, os.X_OK):
        call([sys.executable, "-m", "venv", VENV], log, environment, "python3 has no venv: apt install python3-venv")
    if not os.access(UV, os.X_OK):
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
        call([*pip, "-r", lock_path("uv")], log, environment, "installing uv failed")
    sync = [UV, "pip", "sync", "--quiet", "--require-hashes", "-p", PYTHON, lock_path("uv"), lock_path(name)]
    call(sync, log, environment, "installing the packages of requirements/{}.txt failed".format(name))
    for other in ("production", "dev"):
        if os.path.exists(STAMP.format(other)):
            os.remove(STAMP.format(other))
    with open(STAMP.format(name), "w") as file:
        file.write(digest(name))
    return True


def make_environment(variables):
    """Return the variables of pip and uv: both trust the certificates of the system, as a proxy that opens TLS needs.

    UV_SYSTEM_CERTS is the name of the locked uv, UV_NATIVE_TLS that of earlier ones; what somebody has set stays. uv reads
    neither pip's settings nor those of requests, so their file of certificates is given to it too.
    """
    environment = dict(variables, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1", UV_LINK_MODE="copy")
    environment.pop("VIRTUAL_ENV", None)
    for name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):
        environment.setdefault(name, "true")
    given = [variables.get(name) for name in ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")]
    files = [path for path in (*given, pip_setting("global.cert")) if path and os.path.isfile(path)]
    if files:
        environment.setdefault("SSL_CERT_FILE", files[0])
    for path in files or SYSTEM_CERTIFICATES:  # pip before 24.2 brings certificates of its own
        if os.path.isfile(path):
            environment.setdefault("PIP_CERT", path)
    return environment


def pip_setting(name):
    """Return a setting of pip's own files, which uv does not read; "" without one."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "config", "get", name],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
        )
        return done.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def call(command, log, environment, message):
    """Run a command with its output in the log, retrying once; raise SetupError when both attempts fail."""
    output = ""
    for _attempt in (1, 2):
        try:
            done = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=ROOT, timeout=600
            )
            code, output = done.returncode, done.stdout.decode("utf-8", "replace")
        except subprocess.TimeoutExpired as error:
            code, output = 1, (error.output or b"").decode("utf-8", "replace") + "\noperation timed out\n"
        except OSError as error:
            code, output = 1, "{}\n".format(error)
        write_log(log, output)
        if code == 0:
            return
    cause = find_cause(output)
    raise SetupError("{}: {} ({})".format(message, cause, log) if cause else "{} (see {})".format(message, log))


def write_log(log, text):
    """Add the output of a command to the log; a full disk does not hide what it says."""
    try:
        with open(log, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        pass
