"""Who asks: connections as panels and kiosks have, each with one command at a time."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, Protocol

from broker_config import Broker
from contract import topics
from contract.ids import DeviceId, EpochMs, HallId
from contract.messages.answers import AnyAnswer, Done
from contract.messages.base import decode, encode, kind_of
from contract.messages.commands import AnyCommand
from messaging import BrokerAddress, Connection, Credentials, Incoming, LinkChanged, LinkState
from messaging.clock import new_command_id, now_ms

PATIENCE_S: Final = 60.0
COMMAND_MS: Final = 60_000
"""So long a command is wanted: nothing is to expire, however busy the machine is."""


class NotAnswered(RuntimeError):
    """The hall did not answer, or not as it should; there is nothing to measure."""


class Client:
    """A device on its own connection, which sends a command when the one before is answered."""

    def __init__(self, broker: Broker, hall_id: HallId, device_id: DeviceId) -> None:
        self.device_id: Final = device_id
        self.answered = 0
        self._hall_id = hall_id
        self._answers_to: Final = topics.ANSWER.of(hall_id, device=device_id)
        self._connected: Final = asyncio.Event()
        self._waits: asyncio.Future[bytes] | None = None
        self._correlation = b""
        password = broker.files.password_file(device_id).read_text(encoding="utf-8").strip()
        self._connection: Final = Connection(
            BrokerAddress.parse(broker.url),
            hall_id=hall_id,
            device_id=device_id,
            program="bench",
            version="0",
            credentials=Credentials(device_id, password),
            on_link=self._link_changed,
        )
        self._connection.subscribe(self._answers_to, self._answer_came)
        self._running: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Be there, and hear the answers."""
        self._running = asyncio.create_task(self._connection.run())
        async with asyncio.timeout(PATIENCE_S):
            await self._connected.wait()

    async def close(self) -> None:
        """Say goodbye."""
        await self._connection.close()
        if self._running is not None:
            with suppress(asyncio.CancelledError):
                await self._running

    def send(self, kind: str, payload: bytes, correlation: bytes) -> asyncio.Future[bytes]:
        """Send a command; return what its answer will be."""
        self._waits = asyncio.get_running_loop().create_future()
        self._correlation = correlation
        self._connection.publish(
            topics.command(self._hall_id, kind, self.device_id),
            payload,
            expires_s=COMMAND_MS / 1000,
            response_topic=self._answers_to,
            correlation=correlation,
        )
        return self._waits

    async def ask(self, kind: type[AnyCommand], **fields: object) -> AnyAnswer:
        """Send a command; return the answer."""
        sent_at_ms, command_id = now_ms(), new_command_id()
        command = kind(
            command_id=command_id,
            sent_at_ms=sent_at_ms,
            expires_at_ms=EpochMs(sent_at_ms + COMMAND_MS),
            **fields,  # type: ignore[arg-type]
        )
        payload = await self.send(kind_of(command), encode(command), command_id.encode())
        answer: AnyAnswer = decode(payload, AnyAnswer)
        return answer

    async def must(self, kind: type[AnyCommand], **fields: object) -> Done:
        """Send a command that the hall cannot refuse. Raises `NotAnswered`."""
        answer = await self.ask(kind, **fields)
        if not isinstance(answer, Done):
            raise NotAnswered(f"{self.device_id}, {kind.__name__}: {answer}")
        return answer

    def _answer_came(self, incoming: Incoming) -> None:
        if self._waits is not None and incoming.correlation == self._correlation:
            waits, self._waits = self._waits, None
            self.answered += 1
            waits.set_result(incoming.payload)

    def _link_changed(self, change: LinkChanged) -> None:
        if change.state is LinkState.CONNECTED:
            self._connected.set()
        elif self._connected.is_set() and self._waits is not None and not self._waits.done():
            self._waits.set_exception(NotAnswered(f"{self.device_id}: the line broke"))


class Asker(Protocol):
    """Somebody with a client, who does one thing after the other."""

    @property
    def client(self) -> Client:
        """Whose answers are counted."""

    async def step(self) -> None:
        """Do what comes next: one exchange."""


async def connect_all(askers: Iterable[Asker], *, at_once: int = 16) -> None:
    """Connect them, some at a time: a broker takes a moment for each."""
    clients = [asker.client for asker in askers]
    for start in range(0, len(clients), at_once):
        await asyncio.gather(*(client.connect() for client in clients[start : start + at_once]))
