"""The body of a request: received whole before a thread begins, in memory or in a file that has no name."""

import asyncio
import io
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import RequestDataTooBig

from config.gateway.allowances import Allowance

IN_MEMORY = 64 * 1024  # bytes; what is larger goes to the disk
AT_ONCE = 1024 * 1024  # bytes that are written at once
IDLE = 30  # seconds in which nothing arrives


class StalledError(Exception):
    """Nothing arrived for too long, or the client went away."""


class BodyReceiver:
    """Receives the bodies of requests; `folder` is where large ones wait."""

    def __init__(self, folder: Path):
        self.folder = folder

    async def receive(self, proto, declared: int | None, allowance: Allowance):
        """Return (file, length) of a body; one that is too large for its sender is a file that refuses to be read."""
        if not await allowance.covers(declared or 0):
            return RefusedBody(), declared or 0
        parts = read_parts(proto)
        waiting = bytearray()
        async for part in parts:
            waiting += part
            if len(waiting) > IN_MEMORY:
                return await self._receive_large(parts, waiting, declared or 0, allowance)
        return io.BytesIO(waiting), len(waiting)

    async def _receive_large(
        self, parts: AsyncIterator[bytes], waiting: bytearray, declared: int, allowance: Allowance
    ):
        """Write a body into a file. Where the disk has no room, the thread reads the rest itself, and answers as to a full disk."""
        file, length = None, 0
        try:
            file = tempfile.TemporaryFile(dir=self.folder, buffering=0)  # noqa: SIM115 -- Django closes it with the request
            async for part in parts:
                waiting += part
                if not await allowance.covers(length + len(waiting)):
                    file.close()
                    return RefusedBody(), length + len(waiting)
                if len(waiting) >= AT_ONCE:
                    length += await asyncio.to_thread(write, file, waiting)
                    waiting = bytearray()
            length += await asyncio.to_thread(write, file, waiting)
        except OSError:
            return io.BufferedReader(RestOfBody(file, length, waiting, parts)), declared
        file.seek(0)
        return io.BufferedReader(file), length


async def read_parts(proto) -> AsyncIterator[bytes]:
    """Yield what arrives; raise StalledError when nothing does for too long, or the connection ends."""
    parts = aiter(proto)
    while True:
        try:
            part = await asyncio.wait_for(anext(parts), IDLE)
        except StopAsyncIteration:
            return
        except Exception as error:  # the server's own, when the connection ended
            raise StalledError from error
        if not part:
            return
        yield part


def write(file, data: bytearray) -> int:
    """Write all of `data`; return its length."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
    return len(data)


class RefusedBody(io.RawIOBase):
    """A body that is too large for its sender: whoever reads it gets a 400."""

    def readable(self) -> bool:
        """It is a file to read."""
        return True

    def readinto(self, buffer) -> int:
        """Refuse to be read."""
        raise RequestDataTooBig


class RestOfBody(io.RawIOBase):
    """A body of which only a part found room: that part, and then what still arrives in the event loop."""

    def __init__(self, file, length: int, waiting: bytearray, parts: AsyncIterator[bytes]):
        self.loop = asyncio.get_running_loop()
        self.file, self.left, self.waiting, self.parts = file, length, waiting, parts
        if file is not None:
            file.seek(0)

    def readable(self) -> bool:
        """It is a file to read."""
        return True

    def readinto(self, buffer) -> int:
        """Read what there is, at most as much as fits."""
        if self.left:
            data = self.file.read(min(self.left, len(buffer)))
            self.left -= len(data)
        else:
            if not self.waiting:
                self.waiting += self._wait_for_more()
            data, self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _wait_for_more(self) -> bytes:
        try:
            return asyncio.run_coroutine_threadsafe(anext(self.parts, b""), self.loop).result(IDLE + 5)
        except (StalledError, TimeoutError) as error:
            raise OSError("the body did not arrive") from error

    def close(self) -> None:
        """Give back what the disk holds."""
        with suppress(OSError):
            if self.file is not None:
                self.file.close()
        super().close()
