"""Supervisor of the web server and the task worker. Standard library only."""

import ctypes
import json
import os
import signal
import subprocess
import time
import urllib.request
from urllib.parse import urlsplit

from install import PYTHON
from preflight import ROOT, SetupError, read_env, say

STOP_TIMEOUT = 3.5  # seconds between SIGTERM and SIGKILL
YIELDING = 5  # niceness of the worker: readers and editors first
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST_PAUSE = 30  # seconds before a worker that ended is started again
ANOTHER_WORKER = os.EX_TEMPFAIL  # exit code of a worker when another one, of another `make run`, does the work


def environment(var, port, settings):
    """Return the environment variables of Django, the server and the worker.

    Each of their processes would compile hundreds of modules anew with PYTHONDONTWRITEBYTECODE, which many images set.
    """
    variables = dict(os.environ, DJANGO_SETTINGS_MODULE=settings, VAR_DIR=var, PORT=str(port), PYTHONUNBUFFERED="1")
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    if not variables.get("SITE_URL") and not _in_env_file("SITE_URL"):
        variables["SITE_URL"] = "http://127.0.0.1:{}".format(port)
    return variables


def _in_env_file(name):
    return name in read_env()


def prepare_site(variables, log):
    """Run `prepare.py`; raise SetupError with its last line when it fails."""
    done = subprocess.run(
        [PYTHON, os.path.join(ROOT, "scripts", "prepare.py")], env=variables, cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, universal_newlines=True,
    )  # fmt: skip
    try:
        with open(log, "a", encoding="utf-8") as file:
            file.write(done.stdout)
    except OSError:  # a full disk: what is said in the line below is all
        pass
    if done.returncode:
        lines = [line for line in done.stdout.strip().splitlines() if line.strip()]
        last = lines[-1] if lines else "no output"
        raise SetupError(last if done.returncode == 2 else "{} (see {})".format(last[:300], log))


def set_parent_death_signal():
    """Make the kernel send SIGTERM to this child when its parent dies; no effect outside Linux."""
    try:
        ctypes.CDLL("libc.so.6", use_errno=True).prctl(1, signal.SIGTERM)
    except OSError:
        pass


def give_way():
    """Let a child that works in the background give way to the server."""
    set_parent_death_signal()
    os.nice(YIELDING)


class Supervisor:
    """Runs server and worker until SIGINT, SIGTERM or SIGHUP; restarts a worker that exits."""

    def __init__(self, python, variables, var, port, reload=False):
        self.variables, self.var, self.port = variables, var, port
        manage = os.path.join(ROOT, "manage.py")
        server = [python, manage, *(["runserver", "127.0.0.1:{}".format(port)] if reload else ["serve"])]
        self.commands = {"server": server, "worker": [python, manage, "worker"]}
        self.children = {}
        self.stopping = False

    def start(self, name):
        """Start one child process."""
        self.children[name] = subprocess.Popen(
            self.commands[name],
            env=self.variables,
            cwd=ROOT,
            preexec_fn=give_way if name == "worker" else set_parent_death_signal,
            start_new_session=True,
        )

    def run(self):
        """Run until a signal arrives or the server exits; return the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.handle_signal)
        for name in self.commands:
            self.start(name)
        announced, code, restarts, restart_at = False, 0, 0, 0
        while not self.stopping:
            if self.children["server"].poll() is not None:
                say(
                    "stadskennis: the server stopped (exit {}); is port {} taken?".format(
                        self.children["server"].returncode, self.port
                    )
                )
                code = 1
                break
            if self.children["worker"].poll() is not None and not restart_at:
                restarts += 1
                ended = self.children["worker"].returncode
                restart_at = time.time() + (
                    LONGEST_PAUSE if ended == ANOTHER_WORKER else min(LONGEST_PAUSE, 2**restarts)
                )
            elif restart_at and time.time() >= restart_at:
                restart_at = 0
                self.start("worker")
            if not announced and self.is_responding():
                self.print_addresses()
                announced = True
            self.pause(0.3)
        self.stop()
        return code

    def handle_signal(self, number, frame):
        """Handle a signal: stop the main loop."""
        self.stopping = True

    def pause(self, seconds):
        """Sleep until `seconds` have passed or a signal arrives."""
        end = time.time() + seconds
        while time.time() < end and not self.stopping:
            time.sleep(0.1)

    def is_responding(self):
        """Return whether the server responds to its liveness check."""
        try:
            with urllib.request.urlopen("http://127.0.0.1:{}/-/alive".format(self.port), timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self):
        """Terminate the children, and kill those that run after STOP_TIMEOUT."""
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        end = time.time() + STOP_TIMEOUT
        for child in self.children.values():
            try:
                child.wait(max(0.1, end - time.time()))
            except subprocess.TimeoutExpired:
                try:
                    os.killpg(child.pid, signal.SIGKILL)
                except OSError:
                    child.kill()
                child.wait()

    def print_addresses(self):
        """Print the URLs of the site and the admin, and the demo logins while nobody else reaches the site."""
        say("\n  Readers   http://127.0.0.1:{}/".format(self.port))
        say("  Editors   http://127.0.0.1:{}/beheer/".format(self.port))
        for role, login in self.read_logins().items():
            say("  {:<14}{:<16}{}".format(role, login["username"], login["password"]))
        say("\n  Stop with Ctrl-C.")

    def read_logins(self):
        """Return the demo logins of a site with a loopback address, else none."""
        address = self.variables.get("SITE_URL") or read_env().get("SITE_URL", "")
        if urlsplit(address).hostname not in LOOPBACK:
            return {}
        try:
            with open(os.path.join(self.var, "demo-logins.json"), encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            return {}
