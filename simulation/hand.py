"""The other end of `fingers`: how a simulated person touches and reads a program's window."""

import asyncio
import itertools
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

Seen: TypeAlias = Mapping[str, str]
"""Every visible named item of a window, with its text."""

ANSWER_TIMEOUT_S: Final = 20.0
CONNECT_PAUSE_S: Final = 0.1
LINE_BYTES_MAX: Final = 4 * 1024 * 1024


class HandError(RuntimeError):
    """The window did not let itself be touched: the text says what was not there."""


class Hand:
    """Touches one window. `seen` is always what it showed after its last frame."""

    def __init__(
        self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.name = name
        self.seen: Seen = {}
        self._reader = reader
        self._writer = writer
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._changed = asyncio.Condition()
        self._observers: list[Callable[[Seen, int], None]] = []
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def reach(cls, name: str, port: int, *, timeout_s: float = 60.0) -> Self:
        """Connect to the window on `port`, waiting until its program is up."""
        async with asyncio.timeout(timeout_s):
            while True:
                try:
                    ends = await asyncio.open_connection("127.0.0.1", port, limit=LINE_BYTES_MAX)
                except OSError:
                    await asyncio.sleep(CONNECT_PAUSE_S)
                    continue
                hand = cls(name, *ends)
                hand.seen = (await hand._ask(do="watch"))["items"]
                return hand

    @property
    def has_let_go(self) -> bool:
        """Tell whether the program has ended."""
        return self._listening.done()

    async def let_go(self) -> None:
        """Wait until the program ends."""
        await asyncio.wait([self._listening])

    def on_seen(self, observer: Callable[[Seen, int], None]) -> None:
        """Have `observer(seen, at_ms)` called after each frame that changed something."""
        self._observers.append(observer)

    async def tap(self, name: str) -> None:
        """Touch the item `name`. Raises `HandError` if it cannot be touched now."""
        await self._do(do="tap", name=name)

    async def key(self, key: str) -> None:
        """Press a key, by Qt's name: "Space", "R"."""
        await self._do(do="key", key=key)

    async def grab(self, path: Path) -> None:
        """Save a picture of the window."""
        path.parent.mkdir(parents=True, exist_ok=True)
        await self._do(do="grab", path=str(path))

    async def look(self) -> Seen:
        """Read the window now."""
        items: Seen = (await self._ask(do="look"))["items"]
        return items

    async def until(
        self, condition: Callable[[Seen], object], *, timeout_s: float, what: str
    ) -> Seen:
        """Wait until what is seen fulfils `condition`. Raises `HandError` after `timeout_s`."""
        try:
            async with asyncio.timeout(timeout_s), self._changed:
                await self._changed.wait_for(lambda: condition(self.seen))
        except TimeoutError:
            shown = ", ".join(f"{k}={v}" if v else k for k, v in self.seen.items())
            raise HandError(
                f"{self.name}: waited {timeout_s:.0f} s for {what}; shows {shown}"
            ) from None
        return self.seen

    async def close(self) -> None:
        """Let go of the window."""
        self._listening.cancel()
        self._writer.close()

    async def _do(self, **request: Any) -> None:
        answer = await self._ask(**request)
        if not answer["ok"]:
            raise HandError(f"{self.name}: {answer.get('why', request)}")

    async def _ask(self, **request: Any) -> dict[str, Any]:
        number = next(self._ids)
        self._answers[number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps({"id": number, **request}).encode() + b"\n")
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                return await self._answers[number]
        except TimeoutError:
            raise HandError(f"{self.name}: no answer to {request}") from None
        finally:
            del self._answers[number]

    async def _listen(self) -> None:
        with suppress(OSError):  # a program that is killed does not say goodbye
            await self._hear()
        for future in self._answers.values():
            if not future.done():
                future.set_exception(HandError(f"{self.name}: the program has ended"))

    async def _hear(self) -> None:
        while line := await self._reader.readline():
            message = json.loads(line)
            if "seen" in message:
                self.seen = message["seen"]
                for observer in self._observers:
                    observer(self.seen, message["at_ms"])
                async with self._changed:
                    self._changed.notify_all()
            elif (future := self._answers.get(message["id"])) is not None and not future.done():
                future.set_result(message)
