"""Runs an Elasticsearch node on the loopback interface for tests: `search_node.py start | stop | wipe`.

The jars of `tests/elasticsearch/pom.xml`, the data and the log are stored in `var/elasticsearch`.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from node_build import MAIN, compile_classes, fetch_jars, find_java, find_missing_tool
from preflight import SetupError, find_var, read_env

FIRST_PORT = 9200
HEAP = "256m"
START_TIMEOUT, STOP_TIMEOUT = 60, 15  # timeouts in seconds


class SearchNode:
    """The node of one `var/` folder."""

    def __init__(self, var):
        self.home = Path(var) / "elasticsearch"
        self.cluster = "stadskennis-" + hashlib.sha256(str(self.home).encode()).hexdigest()[:8]

    @property
    def address(self):
        """URL of the running node, or an empty string."""
        with contextlib.suppress(OSError, ValueError):
            url = (self.home / "address").read_text().strip()
            with urllib.request.urlopen(url, timeout=5) as answer:
                if json.load(answer)["cluster_name"] == self.cluster:
                    return url
        return ""

    def start(self):
        """Start the node unless it runs and return its URL; safe to call from several processes."""
        self.home.mkdir(parents=True, exist_ok=True)
        with open(self.home / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return self.address or self._start()

    def _start(self):
        missing = find_missing_tool()
        if missing:
            raise SetupError("Elasticsearch {}".format(missing))
        self.stop()
        java = find_java()
        fetch_jars(self.home / "lib")
        compile_classes(java, self.home / "lib", self.home / "classes")
        url = "http://127.0.0.1:{}".format(free_port())
        with open(self.home / "log", "wb") as log:
            process = subprocess.Popen(
                self._command(java, url), cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        (self.home / "pid").write_text(str(process.pid))
        (self.home / "address").write_text(url)
        end = time.time() + START_TIMEOUT
        while time.time() < end:
            if process.poll() is not None:
                break
            if self.address and is_ready(url):
                return url
            time.sleep(0.1)
        self.stop()
        raise SetupError("Elasticsearch did not start (see {})".format(self.home / "log"))

    def _command(self, java, url):
        settings = {
            "path.home": self.home,
            "cluster.name": self.cluster,
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": url.rsplit(":", 1)[1],
            "transport.port": "0",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        return [
            java / "bin" / "java", "-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-Dlog4j2.level=WARN", "-Dlog4j2.disable.jmx=true",
            "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
            "-cp", "classes:lib/*", MAIN, *("{}={}".format(*pair) for pair in settings.items()),
        ]  # fmt: skip

    def stop(self):
        """Terminate the node, and kill it after STOP_TIMEOUT; return whether it was running."""
        file = self.home / "pid"
        pid = int(file.read_text()) if file.exists() else 0
        was = bool(pid) and is_node(pid)
        if was:
            os.kill(pid, signal.SIGTERM)
            end = time.time() + STOP_TIMEOUT
            while is_node(pid) and time.time() < end:
                time.sleep(0.1)
            if is_node(pid):
                os.kill(pid, signal.SIGKILL)
        for name in ("pid", "address"):
            with contextlib.suppress(FileNotFoundError):
                (self.home / name).unlink()
        return was

    def wipe(self):
        """Stop the node and delete its files, except the jars."""
        self.stop()
        for name in ("data", "logs", "config", "modules", "plugins", "log"):
            path = self.home / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def free_port():
    """Return the first free port from FIRST_PORT."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise SetupError("Elasticsearch: no free port from {}".format(FIRST_PORT))


def is_ready(url):
    """Return whether the cluster health is at least yellow."""
    try:
        with urllib.request.urlopen(url + "/_cluster/health?wait_for_status=yellow&timeout=5s", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def is_node(pid):
    """Return whether a process is a test node; its id may have been reused."""
    done = subprocess.run(["ps", "-ww", "-o", "stat=,args=", "-p", str(pid)], stdout=subprocess.PIPE, text=True)
    return MAIN in done.stdout and not done.stdout.lstrip().startswith("Z")


def main(arguments):
    """Run one command; return the exit code."""
    command = arguments[0] if arguments else "start"
    node = SearchNode(find_var(read_env()))
    if command == "start":
        print("Elasticsearch answers on {}; stop it with: make elasticsearch ARGS=stop".format(node.start()))
    elif command == "stop":
        print("Stopped." if node.stop() else "It did not run.")
    elif command == "wipe":
        node.wipe()
    else:
        raise SetupError("usage: make elasticsearch [ARGS=start|stop|wipe]")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as problem:
        print("stadskennis: {}".format(problem), file=sys.stderr)
        sys.exit(1)
