"""The gateway on the real server: who sends or reads slowly holds nobody up, and nothing of a request or an answer is lost."""

import hashlib
import http.client
import json
import os
import random
import re
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from config.gateway.application import FETCHED, LONGEST_ADDRESS, THREADS
from config.gateway.bodies import IN_MEMORY
from config.server import READ_HEADERS_WITHIN
from tests.config.gateway.echo import LARGEST, LIMIT

ROOT = Path(__file__).resolve().parents[3]
SIZE = 20_000_000  # bytes of the file: more than the buffers of sockets hold


def find_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The server in a process of its own."""

    def __init__(self, file: Path):
        self.port = find_port()
        command = [sys.executable, "-m", "tests.config.gateway.echo", str(self.port), str(file)]
        self.process = subprocess.Popen(command, cwd=ROOT)
        for _ in range(300):
            try:
                self.connect().close()
                return
            except OSError:
                time.sleep(0.05)

    def connect(self, start: bytes = b"") -> socket.socket:
        """Return a connection on which `start` was sent."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        opened.sendall(start)
        return opened

    def ask(self, method: str, path: str, body=None, headers=(), chunked: bool = False):
        """Return (status, headers, body) of a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, dict(headers), encode_chunked=chunked)
        answer = connection.getresponse()
        found = answer.status, answer.headers, answer.read()
        connection.close()
        return found


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A large file."""
    path = tmp_path_factory.mktemp("gateway") / "recording.webm"
    path.write_bytes(random.Random(1).randbytes(SIZE))
    return path


@pytest.fixture(scope="module")
def server(file):
    """The server, for all tests that leave it running."""
    server = Server(file)
    yield server
    server.process.terminate()
    server.process.wait(10)


def test_request_and_answer_are_whole(server):
    status, headers, body = server.ask(
        "GET",
        "/a%20b/%C3%A9?x=%26&y",
        headers={"Cookie": "c=1", "X_Forwarded_Proto": "https", "X-Real": "é".encode("latin-1")},
    )
    told = json.loads(body)
    assert status == 200 and headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert told["PATH_INFO"].encode("latin-1").decode() == "/a b/é" and told["QUERY_STRING"] == "x=%26&y"
    assert (
        told["REMOTE_ADDR"] == "127.0.0.1" and told["HTTP_COOKIE"] == "c=1" and told["SERVER_PORT"] == str(server.port)
    )
    assert told["HTTP_HOST"] == f"127.0.0.1:{server.port}" and "HTTP_X_FORWARDED_PROTO" not in told


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY, IN_MEMORY + 1, 3_000_000])
@pytest.mark.parametrize("chunked", [False, True])
def test_bodies_arrive_whole(server, size, chunked):
    data = random.Random(size).randbytes(size)
    headers = {"Transfer-Encoding": "chunked"} if chunked else {}
    parts = (data[at : at + 70_000] for at in range(0, size, 70_000)) if chunked else data
    status, _headers, body = server.ask("POST", "/", parts, headers, chunked)
    told = json.loads(body)
    assert status == 200 and (told["length"], told["sha256"]) == (size, hashlib.sha256(data).hexdigest())


def test_large_body_of_a_stranger_is_refused_and_that_of_an_editor_is_not(server):
    data = b"x" * 6_000_000
    assert server.ask("POST", "/", data, {"Cookie": "sessionid=a"})[0] == 200
    for cookie in ("", "Cookie: sessionid=made-up\r\n"):
        assert send_size(server, len(data), cookie) == b"RequestDataTooBig"
        assert send_without_size(server, LIMIT + 1, cookie) == b"RequestDataTooBig"


def test_body_larger_than_any_recording_is_refused_to_everybody(server):
    cookie = "Cookie: sessionid=a\r\n"
    assert send_size(server, LARGEST + 1, cookie) == b"RequestDataTooBig"
    assert send_without_size(server, LARGEST + 1, cookie) == b"RequestDataTooBig"


def test_who_sends_slowly_holds_nobody_up(server):
    waiting = [server.connect(b"GET / HTTP/1.1\r\nHost: a\r\nX-Half") for _ in range(4 * THREADS)]
    waiting += [
        server.connect(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf") for _ in range(4 * THREADS)
    ]
    begun = time.monotonic()
    assert server.ask("GET", "/")[0] == 200 and time.monotonic() - begun < 1
    waiting[-1].sendall(b"x" * 96)
    assert b'"length": 100' in read(waiting[-1])
    for one in waiting:
        one.close()
    assert 0 < READ_HEADERS_WITHIN < 60_000


@pytest.mark.parametrize("cookie", [b"", b"Cookie: sessionid=a\r\n"])
def test_writers_hold_no_reader_up_and_readers_no_editor(server, cookie):
    method, other = (b"GET", b"") if cookie else (b"POST", b"Cookie: sessionid=a\r\n")
    ask = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    before = count_held(server, cookie)
    held = [
        server.connect(method + b" /slow?3 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        for _ in range(2 * THREADS)
    ]
    end = time.monotonic() + 2
    while count_held(server, cookie) < before + THREADS:  # each thread of their kind has one
        assert time.monotonic() < end
    begun = time.monotonic()
    late = server.connect(ask + other + b"\r\n")
    assert b" 200 " in read(server.connect(ask + cookie + b"\r\n")) and time.monotonic() - begun < 1
    assert b" 200 " in read(late) and time.monotonic() - begun > 1  # who is of the same kind has to wait
    for one in held:
        one.close()


def test_what_waits_for_another_server_holds_nobody_up(server):
    before = count_held(server, b"")
    ask = f"GET {FETCHED}slow?3 HTTP/1.1\r\nHost: a\r\n"
    held = [server.connect(f"{ask}{who}\r\n".encode()) for who in ("", "Cookie: sessionid=a\r\n") * THREADS]
    begun = time.monotonic()
    while count_held(server, b"") < before + THREADS:
        assert time.monotonic() < begun + 2
    count_held(server, b"Cookie: sessionid=a\r\n")
    assert time.monotonic() < begun + 2
    assert reverse("map_tile", args=[1, 1, 1]).startswith(FETCHED)
    for one in held:
        one.close()


def test_who_reads_slowly_holds_nobody_up(server, file):
    slow = [server.connect(b"GET /file HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(4 * THREADS)]
    begun = time.monotonic()
    status, headers, body = server.ask("GET", "/file?5-1004")
    assert time.monotonic() - begun < 1
    assert (status, body, headers["X-Kept"]) == (206, file.read_bytes()[5:1005], "1")
    for one in slow:
        one.close()
    whole = server.ask("GET", "/file")[2]
    assert hashlib.sha256(whole).digest() == hashlib.sha256(file.read_bytes()).digest()
    status, headers, body = server.ask("HEAD", "/file")
    assert (body, headers["Content-Length"]) == (b"", str(SIZE))
    assert server.ask("GET", "/file?0--1")[1]["Content-Length"] == "0"


def test_long_address_and_failure(server):
    assert server.ask("GET", "/" + "a" * LONGEST_ADDRESS)[0] == 414
    assert server.ask("GET", "/broken")[0] == 500
    assert server.ask("GET", "/")[0] == 200


def test_stops_within_five_seconds_with_slow_readers_and_never_outlives_its_parent(file):
    server = Server(file)
    held = server.connect(b"GET /file HTTP/1.1\r\nHost: a\r\n\r\n")
    children = find_children(server.process.pid)
    assert children
    begun = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(10)
    assert_end(children, begun + 5)
    held.close()
    server = Server(file)
    children = find_children(server.process.pid)
    server.process.kill()
    server.process.wait(10)
    assert_end(children, time.monotonic() + 5)


def test_killed_process_comes_back(file):
    server = Server(file)
    try:
        (killed,) = find_children(server.process.pid)
        os.kill(killed, signal.SIGKILL)
        statuses: list[int] = []
        for _ in range(200):
            try:
                statuses.append(server.ask("GET", "/")[0])
                break
            except OSError:
                time.sleep(0.05)
        (again,) = find_children(server.process.pid)
        assert statuses == [200] and killed != again
        status = Path(f"/proc/{again}/status").read_text(encoding="ascii")
        for kind in ("SigBlk", "SigIgn"):  # asked to end it ends, as the one before it
            assert not int(re.search(rf"{kind}:\s*(\w+)", status)[1], 16) & 1 << signal.SIGTERM - 1, kind
        os.kill(again, signal.SIGKILL)  # so soon after the first: it would go on for ever
        assert server.process.wait(10) == 1
    finally:
        server.process.terminate()
        server.process.wait(10)


def test_first_process_lets_go_of_the_site(server):
    first = Path(f"/proc/{server.process.pid}")
    for _ in range(200):
        if b"process_watch" in (first / "cmdline").read_bytes():
            break
        time.sleep(0.05)
    assert not re.search("django|granian|page_cache", (first / "maps").read_text(encoding="utf-8"))
    (own,) = re.findall(r"^Rss: +(\d+) kB", (first / "smaps_rollup").read_text(encoding="ascii"), re.M)
    assert int(own) < 20_000


def test_address_that_is_taken_is_told_in_a_line(server):
    with pytest.raises(CommandError, match=rf"127\.0\.0\.1:{server.port}: Address already in use"):
        call_command("serve", port=server.port)


def send_size(server: Server, size: int, cookie: str) -> bytes:
    """Return what a request is told that says its size and sends nothing yet."""
    connection = server.connect(f"POST / HTTP/1.1\r\nHost: a\r\n{cookie}Content-Length: {size}\r\n\r\n".encode())
    with connection:
        return read(connection).split(b"\r\n\r\n", 1)[1]


def send_without_size(server: Server, size: int, cookie: str) -> bytes:
    """Return what a request is told that says no size, after so many bytes; it would send more."""
    start = f"POST / HTTP/1.1\r\nHost: a\r\n{cookie}Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n"
    with server.connect(start.encode() + b"x" * size) as connection:
        return read(connection).split(b"\r\n\r\n", 1)[1]


def read(connection: socket.socket) -> bytes:
    """Return what arrives, up to the end of a small answer."""
    found = b""
    while b"\r\n\r\n" not in found or not found.split(b"\r\n\r\n", 1)[1]:
        part = connection.recv(65536)
        if not part:
            break
        found += part
    return found


def count_held(server: Server, cookie: bytes) -> int:
    """Return how many slow requests a thread has begun, asked in the threads of who has this cookie."""
    answer = read(server.connect(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + cookie + b"\r\n"))
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])["held"]


def find_children(parent: int) -> list[int]:
    """Return the processes that a process started."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    return [int(child) for child in found]


def assert_end(processes: list[int], latest: float) -> None:
    """Wait until each process has ended, at the latest at a moment of the monotonic clock."""
    for process in processes:
        try:
            handle = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        ended, _, _ = select.select([handle], [], [], max(0, latest - time.monotonic()))
        os.close(handle)
        assert ended
