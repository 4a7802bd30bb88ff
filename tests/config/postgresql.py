"""A PostgreSQL server of the tests' own: started in a temporary folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def _find() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3])).parent


def _run(*command: str) -> None:
    """Run as the user `postgres` where we are root: the server refuses root."""
    if os.geteuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=True, capture_output=True, cwd="/tmp")  # noqa: S108 -- own words; readable by all


@contextmanager
def serve():
    """Yield the address of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="stadskennis-pg-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    bin_folder, data = _find(), folder / "data"
    try:
        _run(
            str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C.UTF-8"
        )
        options = f"-p {port} -k {folder} -h 127.0.0.1 -c fsync=off"
        _run(str(bin_folder / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://tests@127.0.0.1:{port}/postgres"
        finally:
            _run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
