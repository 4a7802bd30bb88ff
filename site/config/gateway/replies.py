"""Sends answers to the server: of the application, of the cache, and those to requests that never get so far."""

from config.gateway.calls import FilePart, Reply

TOO_LONG = 414
TIMED_OUT = 408
PLAIN = [
    ("content-type", "text/plain; charset=utf-8"),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
]


def send(proto, reply: Reply) -> None:
    """Send an answer; a file is read and sent by the server, as slowly as the client takes it."""
    if not isinstance(reply.body, FilePart):
        proto.response_bytes(reply.status, reply.headers, reply.body)
    elif reply.body.last < reply.body.first:
        proto.response_bytes(reply.status, reply.headers, b"")
    else:
        proto.response_file_range(reply.status, reply.headers, reply.body.path, reply.body.first, reply.body.last + 1)


def refuse(proto, status: int, text: str) -> None:
    """Answer a request that is not passed on."""
    proto.response_str(status, [*PLAIN, ("connection", "close")], text)
