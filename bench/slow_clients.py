"""Clients that hold on: viewers of a recording at 64 KB/s, half-sent requests, slow posts. A process of its own."""

import select
import socket
import sys
import time

PACE = 64 * 1024  # bytes a second


def hold(port: int, path: str, viewers: int, half: int, posts: int) -> None:
    """Open all connections, say so, and keep them going until the standard input ends; print how many were lost."""
    sockets = [connect(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n") for _ in range(viewers)]
    silent = [connect(port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ") for _ in range(half)]
    silent += [
        connect(
            port,
            f"POST /contact/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nname=",
        )
        for _ in range(posts)
    ]
    print("held", flush=True)
    lost, received = 0, 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        begun = time.monotonic()
        for one in list(sockets):
            try:
                part = one.recv(PACE)
                received += len(part)
                if not part:
                    raise OSError
            except BlockingIOError:
                continue
            except OSError:
                lost += 1
                sockets.remove(one)
                sockets.append(connect(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"))
        for number, one in enumerate(silent):
            try:
                one.sendall(b"x")
            except OSError:  # the server gave up waiting: another one begins
                silent[number] = connect(port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
        time.sleep(max(0.0, 1 - (time.monotonic() - begun)))
    print(lost, received, flush=True)


def connect(port: int, start: str) -> socket.socket:
    """Return a connection on which `start` was sent; it takes no more than it reads."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PACE)
    opened.settimeout(30)
    opened.connect(("127.0.0.1", port))
    opened.sendall(start.encode())
    opened.setblocking(False)
    return opened


if __name__ == "__main__":
    hold(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6]))
