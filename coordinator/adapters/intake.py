"""From the wire to the domain: what comes in on the command topics, good and bad."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, Final, get_args

import msgspec
import structlog

from contract import topics
from contract.ids import ID_PATTERN, CommandId, DeviceId, EpochMs
from contract.messages import commands as wire
from contract.messages.base import (
    CORRELATION_BYTES_MAX,
    EXPIRES_AHEAD_MS_MAX,
    GIVEN_ID,
    PAYLOAD_BYTES_MAX,
    MalformedMessage,
    decode,
    kind_of,
)
from coordinator.domain import commands as domain
from coordinator.service.draft import refused
from coordinator.service.ports import Clock, Pins, Publisher, Request
from messaging import Incoming

log = structlog.get_logger("coordinator")

_DOMAIN_TYPES: Final[Mapping[str, type[domain.Command]]] = {
    each.__name__: each for each in get_args(domain.AnyCommand)
}
_ABOUT_VISITORS: Final = (wire.TicketWish, wire.BookAppointment, wire.CheckIn)
_ID: Final = re.compile(ID_PATTERN)
LOGGED_A_MINUTE: Final = 200
"""More lines on nonsense say nothing new, and fill the disk; what is rejected is counted on."""


class Intake:
    """Reads commands and hands them on. Whoever sends nonsense is told what is wrong with it."""

    def __init__(
        self,
        submit: Callable[[Request], object],
        *,
        publisher: Publisher,
        clock: Clock,
        pins: Pins,
    ) -> None:
        self._submit = submit
        self._publisher = publisher
        self._clock = clock
        self._pins = pins
        self.rejected = 0
        """Messages that were no commands, since the start."""
        self._logged_in = 0
        """The minute that was logged in last."""
        self._logged = 0

    def receive(self, incoming: Incoming) -> None:
        """Take one message of a command topic.

        One that is retained is left alone: sent before we came, it would be obeyed at each start.
        """
        if incoming.retained:
            self._count(incoming, "a retained message is no command")
            return
        levels = topics.COMMAND.levels(incoming.topic) or {}
        device_id = DeviceId(levels.get("device", ""))
        try:
            message = _read(incoming, levels.get("kind", ""), device_id, self._clock.now_ms())
        except MalformedMessage as error:
            self._reject(incoming, device_id, str(error))
            return
        if isinstance(message, wire.SignIn):
            submit = partial(self._submit_sign_in, message, device_id, incoming.correlation)
            self._pins.check(device_id, message.clerk_id, message.pin, then=submit)
        else:
            visitor = message.visitor if isinstance(message, _ABOUT_VISITORS) else None
            command = _to_domain(message, device_id, **_wishes(message))
            self._submit(Request(command, incoming.correlation, visitor))

    def _submit_sign_in(
        self,
        message: wire.SignIn,
        device_id: DeviceId,
        correlation: bytes | None,
        pin: domain.PinCheck,
    ) -> None:
        self._submit(Request(_to_domain(message, device_id, pin=pin), correlation))

    def _reject(self, incoming: Incoming, device_id: DeviceId, why: str) -> None:
        self._count(incoming, why)
        command_id = _command_id(incoming.payload)
        answerable = command_id or incoming.correlation or incoming.response_topic
        if _ID.match(device_id) and answerable:
            answer = refused(CommandId(command_id), "malformed", why, self._clock.now_ms())
            correlation = None if _too_long(incoming.correlation) else incoming.correlation
            self._publisher.answer(device_id, answer, correlation)

    def _count(self, incoming: Incoming, why: str) -> None:
        self.rejected += 1
        minute = self._clock.now_ms() // 60_000
        if minute != self._logged_in:
            self._logged_in, self._logged = minute, 0
        self._logged += 1
        if self._logged <= LOGGED_A_MINUTE:
            log.warning("command.malformed", topic=incoming.topic, why=why, rejected=self.rejected)


def _read(incoming: Incoming, kind: str, device_id: DeviceId, now_ms: EpochMs) -> wire.Command:
    """Return the command in a message. Raises `MalformedMessage`."""
    if not _ID.match(device_id):
        raise MalformedMessage("the topic does not end in a device id")
    if _too_long(incoming.correlation):
        raise MalformedMessage(f"correlation data of more than {CORRELATION_BYTES_MAX} bytes")
    message: wire.Command = decode(incoming.payload, wire.AnyCommand)
    said = kind_of(message)
    if said != kind:
        raise MalformedMessage(f'the topic says "{kind}", the message says "{said}"')
    if message.expires_at_ms - now_ms > EXPIRES_AHEAD_MS_MAX:
        days = EXPIRES_AHEAD_MS_MAX // (24 * 3600 * 1000)
        raise MalformedMessage(f"`expires_at_ms` is more than {days} days ahead")
    return message


def _to_domain(message: wire.Command, device_id: DeviceId, **facts: Any) -> Any:
    """Return the domain's command; it has the wire's name, and of its fields those it needs.

    `facts` go before what the message says of the same name.
    """
    domain_type = _DOMAIN_TYPES[type(message).__name__]
    facts["device_id"] = device_id
    said = {
        name: getattr(message, name) for name in domain_type.__struct_fields__ if name not in facts
    }
    return domain_type(**facts, **said)


def _wishes(message: wire.Command) -> dict[str, Any]:
    if not isinstance(message, wire.TicketWish):
        return {}
    wishes = ((wish.group_id, wish.item_id) for wish in message.more)
    return {"more": tuple(domain.ServiceWish(group_id=g, item_id=i) for g, i in wishes)}


def _too_long(correlation: bytes | None) -> bool:
    return correlation is not None and len(correlation) > CORRELATION_BYTES_MAX


class _Named(msgspec.Struct):
    command_id: Annotated[str, GIVEN_ID]


def _command_id(payload: bytes) -> str:
    """Return the id of a command that cannot be read as a whole, or ""."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        return ""
    try:
        return msgspec.json.decode(payload, type=_Named).command_id
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
