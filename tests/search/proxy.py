"""A proxy before a real Elasticsearch node that misbehaves on command: what a network and a tired server do."""

import http.client
import itertools
import json
import socket
import struct
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

MODES = ("pass", "refuse", "unreachable", "silent", "slow", "dribble", "503", "429", "cut", "flaky", "half", "partial")
SLOW = 3  # seconds before an answer in mode "slow"
FLAKY = itertools.cycle(["pass", "503", "cut", "pass", "429", "half"])
REASONS = {"503": "no_shard_available_action_exception", "429": "es_rejected_execution_exception"}


class Proxy:
    """Listens on `url`; `mode` may change at any time, also for connections that stand open.

    pass: forwards. refuse: nobody listens. unreachable: no answer to a connection (SYN). silent: takes connection and
    request, answers nothing. slow: answers after 3 s. dribble: answers one byte every 50 ms. 503, 429: answers so.
    cut: does what is asked, but the line breaks half-way the answer. flaky: each request something else. half: an answer
    of the right form whose JSON ends half-way. partial: of a bulk request every second operation is done, the others are
    answered with 429; searches answer from no shard.
    """

    def __init__(self, upstream: str):
        self.upstream = urlsplit(upstream)
        self.requests: list[tuple[str, str, str]] = []  # (mode, method, path)
        self._mode, self._server, self._full = "pass", None, []
        self._open: set[socket.socket] = set()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._listen()

    @property
    def url(self) -> str:
        """Where clients should ask."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def mode(self) -> str:
        """How it behaves now."""
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        if mode not in MODES:
            raise ValueError(mode)
        before, self._mode = self._mode, mode
        if mode == before:
            return
        self._close()
        if mode == "unreachable":
            self._fill()
        elif mode != "refuse":
            self._listen()

    def stop(self) -> None:
        """Close everything."""
        self._close()

    def count(self, mode: str) -> int:
        """Return how many requests came while it behaved so."""
        return sum(1 for seen, *_ in self.requests if seen == mode)

    def _listen(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.proxy = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def _fill(self) -> None:
        """Listen with a queue that is full: the kernel drops further SYNs, as a firewall does."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(0)
        self._full = [listener]
        for _ in range(3):
            waiting = socket.socket()
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(("127.0.0.1", self.port))
            self._full.append(waiting)
        time.sleep(0.05)

    def _close(self) -> None:
        for each in self._full:
            each.close()
        self._full = []
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        for connection in list(self._open):
            break_off(connection)


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    proxy: Proxy

    def handle_error(self, request, client_address):
        """Connections break here on purpose: nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.server.proxy._open.add(self.connection)

    def finish(self):
        self.server.proxy._open.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def log_message(self, *arguments):
        """Nothing."""

    def answer(self):
        """Answer one request in the present mode."""
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mode = next(FLAKY) if proxy.mode == "flaky" else proxy.mode
        proxy.requests.append((proxy.mode, self.command, self.path))
        if mode == "silent":
            while proxy.mode == "silent":
                time.sleep(0.02)
            return break_off(self.connection)
        if mode == "slow":
            time.sleep(SLOW)
        if mode in REASONS:
            return self.send(int(mode), _error(int(mode)))
        if mode == "partial":
            return self.send_partial(body)
        status, headers, data = self.forward(body)
        if mode == "cut":
            self.begin(status, headers, len(data))
            self.wfile.write(data[: len(data) // 2])
            return break_off(self.connection)
        if mode == "half":
            data = data[: len(data) // 2]
        if mode == "dribble":
            return self.dribble(status, headers, data)
        return self.send(status, data, headers)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

    def forward(self, body: bytes) -> tuple[int, dict, bytes]:
        """Ask the real node."""
        connection = http.client.HTTPConnection(self.server.proxy.upstream.netloc, timeout=60)
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in {"host", "content-length"}
        }
        try:
            connection.request(self.command, self.path, body or None, headers)
            response = connection.getresponse()
            kept = {name: response.headers[name] for name in ("Content-Type", "X-elastic-product", "Content-Encoding")}
            return response.status, {name: value for name, value in kept.items() if value}, response.read()
        finally:
            connection.close()

    def begin(self, status: int, headers: dict, length: int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def send(self, status: int, data: bytes, headers: dict | None = None) -> None:
        self.begin(
            status, headers or {"Content-Type": "application/json", "X-elastic-product": "Elasticsearch"}, len(data)
        )
        if self.command != "HEAD":
            self.wfile.write(data)

    def dribble(self, status: int, headers: dict, data: bytes) -> None:
        self.begin(status, headers, len(data))
        for byte in data:
            if self.server.proxy.mode != "dribble":
                return break_off(self.connection)
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def send_partial(self, body: bytes) -> None:
        """Do every second operation of a bulk request; let a search answer from no shard at all."""
        if not self.path.partition("?")[0].endswith("/_bulk"):
            status, headers, data = self.forward(body)
            answer = json.loads(data) if data else {}
            if "hits" in answer:
                answer["_shards"] = {"total": 1, "successful": 0, "skipped": 0, "failed": 1}
                answer["hits"] = {"total": {"value": 0, "relation": "eq"}, "max_score": None, "hits": []}
                answer["timed_out"] = True
                data = json.dumps(answer).encode()
            return self.send(status, data, headers)
        operations = list(_operations(body))
        done = b"".join(lines for _, lines in operations[::2])
        status, headers, data = self.forward(done)
        answer = json.loads(data)
        results = iter(answer["items"])
        answer["items"] = [
            next(results) if number % 2 == 0 else {action: {"status": 429, "error": {"type": REASONS["429"]}}}
            for number, (action, _) in enumerate(operations)
        ]
        answer["errors"] = answer["errors"] or len(operations) > 1
        return self.send(status, json.dumps(answer).encode(), headers)


def _operations(body: bytes):
    """Yield (action, its lines) of a bulk request."""
    lines = iter(body.splitlines(keepends=True))
    for line in lines:
        action = next(iter(json.loads(line)))
        yield action, line + (b"" if action == "delete" else next(lines))


def _error(status: int) -> bytes:
    return json.dumps({"error": {"type": REASONS[str(status)], "reason": "on command"}, "status": status}).encode()


def break_off(connection: socket.socket) -> None:
    """End a connection with a reset."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
