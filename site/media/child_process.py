"""Runs a worker script on a file in a child process; the script sets its own resource limits.

Decoders crash or fill the memory on hostile files: only the child is affected, and the exit says what happened.
"""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

TIMEOUT = 30  # seconds
KILLED_FOR_TIME = {-9, -24}  # after the timeout, or by RLIMIT_CPU
MACHINE_FAULT = os.EX_TEMPFAIL  # exit code 75 of a script that could not write: it says nothing of the file
KILLED_FOR_SIZE = {-4, -5, -6, -25}  # libraries abort at the memory limit; RLIMIT_FSIZE


@contextmanager
def run_worker(script: Path, source, *arguments: str, timeout: float = TIMEOUT) -> Iterator[tuple[int, IO[bytes]]]:
    """Run `script` with file object `source` on its standard input; yield (exit code, its output as a file).

    Raises OSError for a fault of the machine, such as a full disk, of this process or of the script.
    """
    folder = settings.FILE_UPLOAD_TEMP_DIR
    with tempfile.TemporaryFile(dir=folder) as given, tempfile.TemporaryFile(dir=folder) as written:
        for chunk in iter(lambda: source.read(1 << 20), b""):
            given.write(chunk)
        given.seek(0)
        try:
            code = subprocess.run(  # noqa: S603 -- a constant command
                [sys.executable, "-I", str(script), *arguments],
                stdin=given, stdout=written, stderr=subprocess.DEVNULL, timeout=timeout,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            code = -9
        raise_machine_fault(code)
        written.seek(0)
        yield code, written


def raise_machine_fault(code: int) -> None:
    """Raise OSError where a script ended with MACHINE_FAULT."""
    if code == MACHINE_FAULT:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
