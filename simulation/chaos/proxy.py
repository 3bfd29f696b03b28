"""A cable that can be cut: a TCP proxy on loopback between one program and what it connects to."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Literal, TypeAlias

from broker_config.render import LOOPBACK

CHUNK_BYTES: Final = 1 << 16
END_PAUSE_S: Final = 0.05

Way: TypeAlias = Literal["up", "down"]
"""From the program, or to it."""

Listen: TypeAlias = Callable[[], Callable[[bytes], None]]
"""Called for each new connection; what it returns takes the bytes that the program sends."""


class Gate:
    """Where one program connects instead. Open unless told otherwise."""

    def __init__(self, name: str, target_port: int, listen: Listen | None = None) -> None:
        self.name: Final = name
        self.port = 0
        """Known once it is open."""
        self._target_port = target_port
        self._listen = listen
        self._cut = False
        self._flows: dict[Way, asyncio.Event] = {"up": asyncio.Event(), "down": asyncio.Event()}
        self._writers: set[asyncio.StreamWriter] = set()
        self._carrying: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.heal()

    async def open(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._connected, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """End all connections, and listen no more."""
        if self._server is not None:
            self._server.close()
        self.heal()
        while self._carrying:
            self.drop()
            await asyncio.wait(self._carrying, timeout=END_PAUSE_S)

    def drop(self) -> None:
        """Break what is connected now; who connects again is let through."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    def cut(self) -> None:
        """Break what is connected, and refuse all that comes, until `heal`."""
        self._cut = True
        self.drop()

    def hold(self, *ways: Way) -> None:
        """Let nothing through these ways until `heal`; nobody is told: the line is half open."""
        for way in ways:
            self._flows[way].clear()

    def heal(self) -> None:
        """Let everything through; what was held comes late."""
        self._cut = False
        for flow in self._flows.values():
            flow.set()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)
        try:
            await self._carry(reader, writer)
        finally:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            return
        try:
            there, back = await asyncio.open_connection(LOOPBACK, self._target_port)
        except OSError:  # nobody listens there: the program learns it the same way
            return
        self._writers |= {writer, back}
        heard = self._listen() if self._listen is not None else None
        ways = (
            asyncio.create_task(self._pump("up", reader, back, heard)),
            asyncio.create_task(self._pump("down", there, writer, None)),
        )
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            self._writers -= {writer, back}
            back.transport.abort()

    async def _pump(
        self,
        way: Way,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        heard: Callable[[bytes], None] | None,
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                if heard is not None:
                    heard(data)
                await self._flows[way].wait()
                writer.write(data)
                await writer.drain()
            await self._flows[way].wait()
            writer.write_eof()  # what was said before the end is delivered
            await asyncio.sleep(END_PAUSE_S)
