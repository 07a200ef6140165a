"""A slow line to a server on this machine: bytes go on late, and what is lost comes later still, as TCP brings it.

Knows bytes and times, no HTTP. The order is kept: behind a lost segment everything waits. Not modelled: a window that
opens slowly; instead every connection carries at most what TCP does at this loss in the long run.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

SEGMENT = 1460  # bytes


@dataclass(frozen=True)
class Line:
    """A round trip of 150 ms, of which 2 % of the segments do not arrive the first time."""

    delay: float = 0.075  # seconds each way
    loss: float = 0.02  # share of the segments that have to be sent again, each once
    timeout: float = 0.35  # seconds until they are: a round trip and the 200 ms that TCP waits at least
    rate: float = 84_000  # bytes a second: segment / round trip · √(3/2) / √loss (Mathis et al. 1997)


@contextmanager
def slow_line(port: int, line: Line | None = None) -> Iterator[int]:
    """The port at which a server's port is to be had over a slow line; closed with all its connections at the end."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()

    def run(step: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(step, loop).result(10)

    ends = _Ends(port, line or Line())
    try:
        yield run(ends.open())
    finally:
        run(ends.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Ends:
    """The end of the line that listens, and its connections."""

    def __init__(self, port: int, line: Line) -> None:
        self.port, self.line = port, line
        self.chance = random.Random(0)
        self.connections: set[asyncio.Task[None]] = set()

    async def open(self) -> int:
        self.server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return int(self.server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        self.server.close()
        for one in self.connections:
            one.cancel()
        await asyncio.gather(*self.connections, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._join(reader, writer))
        self.connections.add(task)
        task.add_done_callback(self.connections.discard)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Both directions of one connection, until both have ended or one has broken."""
        await asyncio.sleep(2 * self.line.delay)  # the handshake
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                async with asyncio.TaskGroup() as directions:
                    directions.create_task(self._carry(reader, other_writer))
                    directions.create_task(self._carry(other_reader, writer))
            finally:
                other_writer.close()
        except* OSError:
            pass  # one side went away; the other hears of it by the close
        finally:
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One direction: what is read goes on when it is due, at the end its end."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._take(reader, under_way))
            parts.create_task(self._give(under_way, writer))

    async def _take(self, reader: asyncio.StreamReader, under_way: asyncio.Queue[tuple[float, bytes]]) -> None:
        clock, line = asyncio.get_running_loop().time, self.line
        sent = due = clock()
        while True:
            data = await reader.read(SEGMENT)
            sent = max(sent, clock()) + len(data) / line.rate
            again = line.timeout if self.chance.random() < line.loss else 0
            due = max(due, sent + line.delay + again)
            under_way.put_nowait((due, data))
            if not data:
                return

    async def _give(self, under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            due, data = await under_way.get()
            await asyncio.sleep(due - clock())
            if not data:
                return writer.write_eof()
            writer.write(data)
            await writer.drain()
