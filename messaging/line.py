"""The end of the line that a program holds: a thread with the connection inside.

Kiosks, panels and displays use only this. What arrives is decoded and handed to `deliver` on the
line's thread; a Qt program passes `MainThreadInbox.put`.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, TypeAlias

import msgspec
import structlog

from contract import topics
from contract.ids import DeviceId, HallId
from contract.messages.answers import AnyAnswer, Refused
from contract.messages.base import MalformedMessage, decode, kind_of
from contract.messages.commands import AnyCommand
from contract.topics import Topic
from messaging.address import BrokerAddress, Credentials
from messaging.clock import now_ms, steady_ms
from messaging.connection import Connection
from messaging.faults import Fault, FaultBook
from messaging.link import Incoming, LinkChanged, LinkState
from messaging.pending import PendingCommands

log = structlog.get_logger("messaging")

TICK_S: Final = 0.25
CLOSE_TIMEOUT_S: Final = 5.0


@dataclass(frozen=True)
class Subscription:
    """What a program wants to hear: a filter, and the family of topics it belongs to."""

    topic_filter: str
    topic: Topic


@dataclass(frozen=True)
class Received:
    """A message of `topic`, decoded; `levels` are the ids in its topic."""

    topic: Topic
    levels: Mapping[str, str]
    message: Any


@dataclass(frozen=True)
class Answered:
    """The coordinator's answer to our command."""

    command: AnyCommand
    answer: AnyAnswer


@dataclass(frozen=True)
class NotAnswered:
    """Nobody answered before the command expired. It may still have been carried out."""

    command: AnyCommand


LineEvent: TypeAlias = LinkChanged | Received | Answered | NotAnswered


class Line:
    """A device's line to the hall. `send`, `publish` and `report_faults` are for any thread."""

    def __init__(
        self,
        address: BrokerAddress,
        *,
        hall_id: HallId,
        device_id: DeviceId,
        program: str,
        deliver: Callable[[LineEvent], None],
        subscriptions: Sequence[Subscription] = (),
        credentials: Credentials | None = None,
        asks: bool = True,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Make the line.

        Args:
            asks: False for a device that sends no commands.
            loop: of a `SharedLoop`, where many lines have one thread; else it has its own.
        """
        self._asks = asks
        self._shared = loop is not None
        self._living: Future[None] | None = None
        self._hall_id = hall_id
        self._device_id = device_id
        self._deliver = deliver
        self._pending = PendingCommands()
        self._sent_as: dict[int, AnyCommand] = {}
        self._faults = FaultBook(device_id)
        self._told_faults: Mapping[str, Fault] = {}
        # Windows' default loop cannot watch a socket.
        self._loop = asyncio.SelectorEventLoop() if loop is None else loop
        self._connection = Connection(
            address,
            hall_id=hall_id,
            device_id=device_id,
            program=program,
            version=version("hallcall"),
            credentials=credentials,
            on_link=self._link_changed,
            on_publish_refused=self._publish_refused,
        )
        if asks:
            self._connection.subscribe(
                topics.ANSWER.of(hall_id, device=device_id), self._answer_came
            )
        for subscription in subscriptions:
            self._connection.subscribe(
                subscription.topic_filter, self._receiver(subscription.topic)
            )
        self._thread = threading.Thread(target=self._run, name=f"line-{device_id}", daemon=True)

    def start(self) -> None:
        """Begin to connect. Returns at once."""
        if self._shared:
            self._living = asyncio.run_coroutine_threadsafe(self._live(), self._loop)
        else:
            self._thread.start()

    def close(self) -> None:
        """Say goodbye and end the thread, within a bound."""
        if self._living is not None:
            wait([self.begin_close()], CLOSE_TIMEOUT_S)
        elif self._thread.is_alive():
            self._on_loop(lambda: asyncio.ensure_future(self._connection.close()))
            self._thread.join(CLOSE_TIMEOUT_S)
        elif not self._shared and not self._loop.is_closed():  # never started
            self._loop.close()

    def begin_close(self) -> "Future[None]":
        """Begin to say goodbye on a shared loop; return what is done when the line is closed."""
        assert self._living is not None, "a line of its own thread is closed by close()"
        self._on_loop(lambda: asyncio.ensure_future(self._connection.close()))
        return self._living

    def send(self, command: AnyCommand) -> None:
        """Send a command, and again until it is answered or expires."""
        self._on_loop(lambda: self._ask(command))

    def publish(
        self,
        topic: str,
        message: msgspec.Struct,
        *,
        retain: bool = False,
        expires_s: float | None = None,
    ) -> None:
        """Send a message if the line is up; it is not kept for later."""
        self._on_loop(
            lambda: self._connection.publish(topic, message, retain=retain, expires_s=expires_s)
        )

    def report_faults(self, faults: Mapping[str, Fault]) -> None:
        """Say which faults stand at this device now, all of them; what is left out has ended.

        May be called as often as one likes: what was said already costs a comparison.
        """
        known = dict(faults)
        if known != self._told_faults:
            self._told_faults = known
            self._on_loop(lambda: self._report(known))

    def report_counters(self, counters: Mapping[str, int]) -> None:
        """Say what this device's devices have done, all of it."""
        known = dict(counters)
        self._on_loop(lambda: self._count(known))

    def _on_loop(self, action: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._live())
        finally:
            self._loop.close()

    async def _live(self) -> None:
        ticking = asyncio.create_task(self._tick_for_ever()) if self._asks else None
        await self._connection.run()
        if ticking is not None:
            ticking.cancel()

    async def _tick_for_ever(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._send_due()
            for command in self._pending.expired(steady_ms()):
                self._deliver(NotAnswered(command))

    def _receiver(self, topic: Topic) -> Callable[[Incoming], None]:
        def receive(incoming: Incoming) -> None:
            message = _decoded(incoming, topic)
            if message is not None:
                self._deliver(Received(topic, topic.levels(incoming.topic) or {}, message))

        return receive

    def _ask(self, command: AnyCommand) -> None:
        self._pending.add(command, steady_ms())
        self._send_due()

    def _send_due(self) -> None:
        if not self._connection.connected:
            return
        for command in self._pending.due(steady_ms()):
            kind = kind_of(command)
            mid = self._connection.publish(
                topics.command(self._hall_id, kind, self._device_id),
                command,
                expires_s=max(1.0, (command.expires_at_ms - command.sent_at_ms) / 1000),
                response_topic=topics.ANSWER.of(self._hall_id, device=self._device_id),
                correlation=command.command_id.encode(),
            )
            if mid is not None:
                self._sent_as[mid] = command

    def _answer_came(self, incoming: Incoming) -> None:
        answer = _decoded(incoming, topics.ANSWER)
        command = self._pending.answered(answer) if answer is not None else None
        if command is not None and answer is not None:
            self._sent_as = {m: c for m, c in self._sent_as.items() if c is not command}
            self._deliver(Answered(command, answer))

    def _publish_refused(self, mid: int, why: str) -> None:
        """The broker forbids it: no coordinator will ever see that command."""
        command = self._sent_as.pop(mid, None)
        if command is None:
            return
        refusal = Refused(
            command_id=command.command_id,
            answered_at_ms=now_ms(),
            code="not_authorized",
            message=f"the broker does not let {self._device_id} send this: {why}",
        )
        if self._pending.answered(refusal) is not None:
            self._deliver(Answered(command, refusal))

    def _link_changed(self, change: LinkChanged) -> None:
        log.info(
            "link.changed", device_id=self._device_id, state=change.state.value, why=change.detail
        )
        if change.state is LinkState.CONNECTED:
            self._sent_as.clear()
            for alarm in self._faults.standing(now_ms()):
                self._publish_alarm(alarm)
            self._pending.hurry()
            self._send_due()
        self._deliver(change)

    def _report(self, faults: Mapping[str, Fault]) -> None:
        alarms = self._faults.update(faults, now_ms())
        for alarm in alarms:
            level = log.warning if alarm.raised else log.info
            level("fault", code=alarm.code, raised=alarm.raised, why=alarm.message, hint=alarm.hint)
            self._publish_alarm(alarm)
        if alarms:
            self._connection.announce(self._faults.codes)

    def _count(self, counters: Mapping[str, int]) -> None:
        self._connection.presence.counters = counters
        self._connection.announce(self._faults.codes)

    def _publish_alarm(self, alarm: msgspec.Struct) -> None:
        topic = topics.DEVICE_ALARM.of(self._hall_id, device=self._device_id)
        self._connection.publish(topic, alarm)


def _decoded(incoming: Incoming, topic: Topic) -> Any:
    """Return the message, or None for one that is not of its topic: logged, never fatal."""
    try:
        return decode(incoming.payload, topic.payload)
    except MalformedMessage as error:
        log.warning("message.malformed", topic=incoming.topic, why=str(error))
        return None
