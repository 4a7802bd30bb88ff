"""Creates `.venv` with the packages of the lock files. Standard library only."""

import hashlib
import os
import subprocess
import sys

from preflight import ROOT, SetupError

VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
UV = os.path.join(VENV, "bin", "uv")
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
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1", UV_LINK_MODE="copy")
    environment.pop("VIRTUAL_ENV", None)
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


def call(command, log, environment, message):
    """Run a command with its output in the log, retrying once; raise SetupError when both attempts fail."""
    for _attempt in (1, 2):
        with open(log, "ab") as file:
            try:
                if subprocess.call(command, stdout=file, stderr=file, env=environment, cwd=ROOT, timeout=600) == 0:
                    return
            except (OSError, subprocess.TimeoutExpired) as error:
                file.write("{}\n".format(error).encode())
    raise SetupError("{} (see {})".format(message, log))
