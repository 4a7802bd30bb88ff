"""Watches the processes of the server from a process that is small: `python -I -S process_watch.py SECONDS COMMAND PROCESS...`.

The process that loaded the site and started the others would keep in memory what they have long changed. It becomes this one
(`config.server`), and the command again when one of the others ends: all are then made anew, and who is left serves until they are there.
Standard library only.
"""

import json
import os
import signal
import sys
import time

REMAINING = "SERVER_PROCESSES"  # variable of the command: the processes that still serve
CRASHES_WITHIN = 5  # seconds after their start in which processes that replaced others may not end
SIGNALS = {signal.SIGTERM, signal.SIGINT}


class Ended(Exception):
    """The server was asked to end."""


def main(arguments: list[str]) -> int:
    """Watch until asked to end; return the exit code."""
    within, command, processes = float(arguments[0]), json.loads(arguments[1]), set(map(int, arguments[2:]))
    begun = time.monotonic()
    try:
        set_handlers(end)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        ended = wait_for_one(processes)
    except Ended:
        set_handlers(signal.SIG_IGN)
        stop(processes, within)
        return 0
    set_handlers(signal.SIG_DFL)
    sys.stderr.write(f"stadskennis: a process of the server ended ({ended}), they are made anew\n")
    if REMAINING in os.environ and time.monotonic() - begun < CRASHES_WITHIN:
        stop(processes, within)
        return 1
    os.environ[REMAINING] = " ".join(map(str, processes))
    os.execv(command[0], command)  # noqa: S606 -- the command that began this one


def set_handlers(handler) -> None:
    """Handle the signals that ask to end; what is ignored or blocked would stay so in the next program and in its processes."""
    for number in SIGNALS:
        signal.signal(number, handler)


def end(number, frame):
    """Handle a signal that asks to end."""
    raise Ended


def wait_for_one(processes: set[int]) -> int:
    """Return the exit status of the first process that ends, and take it out."""
    while True:
        process, status = os.waitpid(-1, 0)
        if process in processes:
            processes.discard(process)
            return os.waitstatus_to_exitcode(status)


def stop(processes: set[int], within: float) -> None:
    """End processes, and those that do not end in time."""
    left = {process for process in processes if tell(process, signal.SIGTERM)}
    until = time.monotonic() + within
    while left and time.monotonic() < until:
        left = {process for process in left if is_running(process)}
        time.sleep(0.02)
    for process in left:
        tell(process, signal.SIGKILL)


def tell(process: int, number: int) -> bool:
    """Send a signal; return whether the process was there."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return False
    return True


def is_running(process: int) -> bool:
    """Return whether a process of ours did not end yet."""
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
