"""Makes load over HTTP in one thread: connections that stay open, answers that are read whole, times of each."""

import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

END = b"\r\n\r\n"


@dataclass
class Times:
    """What was measured: seconds of each answer, and what failed."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)

    def quantile(self, share: float) -> float:
        """Return a quantile in milliseconds."""
        ordered = sorted(self.seconds)
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0


class Client:
    """A reader on one connection: `ask` sends a request, `take` reads what came and tells whether the answer is whole."""

    def __init__(self, port: int):
        self.port, self.socket = port, None
        self.received, self.needed, self.begun, self.path = bytearray(), 0, 0.0, ""

    def ask(self, path: str) -> None:
        """Send a request as a browser does."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received.clear()
        self.needed, self.path, self.begun = 0, path, time.perf_counter()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip, br\r\nUser-Agent: bench\r\n\r\n".encode()
        )

    def take(self) -> bool:
        """Read what came; return whether the answer is whole. Raises OSError for a connection that ended."""
        part = self.socket.recv(262_144)
        if not part:
            raise OSError("the connection was closed")
        self.received += part
        if not self.needed:
            end = self.received.find(END)
            if end < 0:
                return False
            head = bytes(self.received[:end]).lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r", 1)[0]) if at >= 0 else 0
            self.needed = end + len(END) + length
        return len(self.received) >= self.needed

    @property
    def is_last(self) -> bool:
        """Whether the server closes the connection after this answer, as gunicorn's plain workers do."""
        return b"connection: close" in bytes(self.received[: self.received.find(END)]).lower()

    @property
    def status(self) -> int:
        """Status of the answer."""
        return int(self.received[9:12])

    @property
    def told(self) -> str:
        """What the cache said of the answer."""
        at = self.received.find(b'cache;desc="', 0, 4096)
        return self.received[at + 12 : self.received.find(b'"', at + 12)].decode() if at >= 0 else ""

    def close(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def press(port: int, path: str, clients: int, seconds: float) -> Times:
    """Ask for one address as fast as it is answered, on so many connections."""
    return run(port, lambda _client: path, clients, seconds, think=0)


def run(port: int, choose: Callable[[int], str], clients: int, seconds: float, think: float) -> Times:
    """Let so many readers each ask for what `choose(reader)` says, read the answer, and think for a while."""
    times, selector, waiting = Times(), selectors.DefaultSelector(), []
    readers = [Client(port) for _ in range(clients)]
    begun = time.perf_counter()
    for number in range(clients):  # they do not begin all at once
        waiting.append((begun + think * number / clients, number))
    end = begun + seconds
    while (now := time.perf_counter()) < end:
        while waiting and waiting[0][0] <= now:
            _moment, number = waiting.pop(0)
            start(readers[number], choose(number), number, selector, times)
        pause = max(0.0, min(waiting[0][0] - now, 0.05)) if waiting else 0.05
        for key, _events in selector.select(pause):
            number, reader = key.data, readers[key.data]
            try:
                if not reader.take():
                    continue
            except OSError as error:
                fail(reader, f"{reader.path}: {error}", selector, times)
            else:
                times.seconds.append(time.perf_counter() - reader.begun)
                times.told[reader.told] = times.told.get(reader.told, 0) + 1
                if reader.status != 200:
                    times.errors.append(f"{reader.path}: {reader.status}")
                if reader.is_last:
                    selector.unregister(reader.socket)
                    reader.close()
            if think:
                waiting.append((time.perf_counter() + think, number))
            else:
                start(reader, choose(number), number, selector, times)
    late = [
        reader for reader in readers if reader.begun and reader.socket and len(reader.received) < max(1, reader.needed)
    ]
    times.errors += [f"{reader.path}: no answer" for reader in late if time.perf_counter() - reader.begun > 10]
    for reader in readers:
        reader.close()
    return times


def start(reader: Client, path: str, number: int, selector, times: Times) -> None:
    """Let a reader ask."""
    had = reader.socket
    try:
        reader.ask(path)
    except OSError as error:
        fail(reader, f"{path}: {error}", selector, times)
        return
    if reader.socket is not had:
        selector.register(reader.socket, selectors.EVENT_READ, number)


def fail(reader: Client, text: str, selector, times: Times) -> None:
    """Note a failure; the next request begins on a new connection."""
    times.errors.append(text)
    if reader.socket is not None:
        with suppress(KeyError, ValueError):
            selector.unregister(reader.socket)
    reader.close()
