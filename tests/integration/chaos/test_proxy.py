"""A cable through the proxy can be cut, held and healed; both ends notice what they would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from simulation.chaos.proxy import Gate
from simulation.patience import happens
from tests.helpers.patience import PATIENCE_S

HELD_S = 0.2


class Echo:
    """The far end: gives back what it hears, and remembers it."""

    def __init__(self) -> None:
        self.heard = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(100):
                self.heard += data
                writer.write(data)
        writer.close()


@asynccontextmanager
async def cable(echo: Echo, seen: list[bytes]) -> AsyncIterator[Gate]:
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    gate = Gate("k1", server.sockets[0].getsockname()[1], lambda: seen.append)
    await gate.open()
    try:
        yield gate
    finally:
        await gate.close()
        server.close()


@asynccontextmanager
async def connected(
    gate: Gate,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def read(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(PATIENCE_S):
        return await reader.read(100)


def test_what_a_program_says_passes_and_is_seen() -> None:
    async def run() -> None:
        seen: list[bytes] = []
        async with cable(Echo(), seen) as gate, connected(gate) as (reader, writer):
            writer.write(b"ask")

            assert await read(reader) == b"ask"
            assert seen == [b"ask"]

    asyncio.run(run())


def test_a_cut_breaks_the_line_and_lets_nobody_in_until_it_heals() -> None:
    async def run() -> None:
        async with cable(Echo(), []) as gate:
            async with connected(gate) as (reader, writer):
                writer.write(b"before")
                await read(reader)

                gate.cut()
                with suppress(ConnectionResetError):
                    assert await read(reader) == b""
            async with connected(gate) as (reader, writer):
                writer.write(b"during")
                with suppress(ConnectionResetError):
                    assert await read(reader) == b""
            gate.heal()
            async with connected(gate) as (reader, writer):
                writer.write(b"after")
                assert await read(reader) == b"after"

    asyncio.run(run())


@pytest.mark.parametrize(("way", "arrives"), [("up", b""), ("down", b"ask")])
def test_a_half_open_line_keeps_what_is_said_and_delivers_it_late(way: str, arrives: bytes) -> None:
    async def run() -> None:
        echo = Echo()
        async with cable(echo, []) as gate, connected(gate) as (reader, writer):
            gate.hold(way)  # type: ignore[arg-type]
            writer.write(b"ask")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(HELD_S):
                    await reader.read(100)
            assert echo.heard == arrives

            gate.heal()
            assert await read(reader) == b"ask"

    asyncio.run(run())


def test_what_was_said_before_the_end_is_delivered() -> None:
    async def run() -> None:
        echo = Echo()
        async with cable(echo, []) as gate:
            async with connected(gate) as (_, writer):
                writer.write(b"last words")

            assert await happens(lambda: echo.heard == b"last words", PATIENCE_S)

    asyncio.run(run())
