"""Starts and stops the server and the worker together. Standard library only."""

import ctypes
import json
import os
import signal
import subprocess
import time
import urllib.request

from install import PYTHON
from preflight import ROOT, Stop

GRACE = 3.5  # seconds between asking children to stop and making them


def environment(var, port, settings):
    """Return the variables that Django, gunicorn and the worker get."""
    variables = dict(os.environ, DJANGO_SETTINGS_MODULE=settings, VAR_DIR=var, PORT=str(port), PYTHONUNBUFFERED="1")
    if not variables.get("SITE_URL") and not _in_env_file("SITE_URL"):
        variables["SITE_URL"] = "http://127.0.0.1:{}".format(port)
    return variables


def _in_env_file(name):
    from preflight import read_env

    return name in read_env()


def prepare_site(variables, log):
    """Migrate, load example content into an empty site, collect statics: one process."""
    done = subprocess.run(
        [PYTHON, os.path.join(ROOT, "scripts", "prepare.py")], env=variables, cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, universal_newlines=True,
    )  # fmt: skip
    with open(log, "a", encoding="utf-8") as file:
        file.write(done.stdout)
    if done.returncode:
        lines = [line for line in done.stdout.strip().splitlines() if line.strip()]
        last = lines[-1] if lines else "no output"
        raise Stop(last if done.returncode == 2 else "{} (see {})".format(last[:300], log))


def die_with_parent():
    """In a child: end when the supervisor is killed. Linux only; elsewhere nothing happens."""
    try:
        ctypes.CDLL("libc.so.6", use_errno=True).prctl(1, signal.SIGTERM)
    except OSError:
        pass


class Supervisor:
    """Runs server and worker until SIGINT or SIGTERM; a worker that dies is started again."""

    def __init__(self, python, variables, var, port, reload=False):
        self.variables, self.var, self.port = variables, var, port
        manage = os.path.join(ROOT, "manage.py")
        if reload:
            server = [python, manage, "runserver", "127.0.0.1:{}".format(port)]
        else:
            server = [python, "-m", "gunicorn", "-c", os.path.join(ROOT, "gunicorn.conf.py")]
        self.commands = {"server": server, "worker": [python, manage, "worker"]}
        self.children = {}
        self.stopping = False

    def start(self, name):
        """Start one child."""
        self.children[name] = subprocess.Popen(
            self.commands[name], env=self.variables, cwd=ROOT, preexec_fn=die_with_parent, start_new_session=True
        )

    def run(self):
        """Run until told to stop; return the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        for name in self.commands:
            self.start(name)
        announced, code, restarts = False, 0, 0
        while not self.stopping:
            if self.children["server"].poll() is not None:
                print(
                    "stadskennis: the server stopped (exit {}); is port {} taken?".format(
                        self.children["server"].returncode, self.port
                    )
                )
                code = 1
                break
            if self.children["worker"].poll() is not None:
                restarts += 1
                self.pause(min(30, 2**restarts))
                if not self.stopping:
                    self.start("worker")
            if not announced and self.answers():
                self.announce()
                announced = True
            self.pause(0.3)
        self.stop()
        return code

    def ask_to_stop(self, number, frame):
        """Signal handler."""
        self.stopping = True

    def pause(self, seconds):
        """Sleep, but wake when asked to stop."""
        end = time.time() + seconds
        while time.time() < end and not self.stopping:
            time.sleep(0.1)

    def answers(self):
        """Return whether the server answers."""
        try:
            with urllib.request.urlopen("http://127.0.0.1:{}/-/alive".format(self.port), timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self):
        """Ask every child to stop, then make it."""
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        end = time.time() + GRACE
        for child in self.children.values():
            try:
                child.wait(max(0.1, end - time.time()))
            except subprocess.TimeoutExpired:
                try:
                    os.killpg(child.pid, signal.SIGKILL)
                except OSError:
                    child.kill()
                child.wait()

    def announce(self):
        """Print where to go."""
        print("\n  Readers   http://127.0.0.1:{}/".format(self.port))
        print("  Editors   http://127.0.0.1:{}/beheer/".format(self.port))
        try:
            with open(os.path.join(self.var, "demo-logins.json"), encoding="utf-8") as file:
                logins = json.load(file)
        except (OSError, ValueError):
            logins = {}
        for role, login in logins.items():
            print("  {:<14}{:<16}{}".format(role, login["username"], login["password"]))
        print("\n  Stop with Ctrl-C.", flush=True)
