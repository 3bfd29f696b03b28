"""Every topic of a hall: its pattern, what it carries, who may write and who may read it.

Programs build topics from here, the broker's access rules are made from here, and so is the
AsyncAPI document. Below `hallcall/v1/{hall}/`; ids never hold a "/", so a topic splits cleanly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final

from contract.ids import DeviceId, GroupId, HallId, WindowId, ZoneId
from contract.messages import alarms, answers, commands, devices, events, state

ROOT: Final = "hallcall/v1"


class Role(Enum):
    """Who is at the other end of the line. An account at the broker has exactly one."""

    COORDINATOR = "coordinator"
    KIOSK = "kiosk"
    CALLER = "caller"
    DISPLAY = "display"
    OBSERVER = "observer"
    WEB = "web"
    OFFICE = "office"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A family of topics.

    In `pattern`, {device} and {window} stand for ids. A role marked `own`, whether it writes or
    reads, is held to its own device id (or, for {window}, to the window its panel belongs to).
    """

    name: str
    pattern: str
    payload: Any
    qos: int
    retain: bool
    writers: frozenset[Role]
    readers: frozenset[Role]
    own: frozenset[Role] = frozenset()
    description: str

    def of(self, hall_id: HallId, **levels: str) -> str:
        """Return the topic with its levels filled in; a level left out becomes "+"."""
        path = self.pattern.format(**{**_any_of(self.pattern), **levels})
        return f"{ROOT}/{hall_id}/{path}"

    def levels(self, topic: str) -> dict[str, str] | None:
        """Return the ids in `topic`, or None if it is not of this family."""
        wanted = f"{ROOT}/{{hall}}/{self.pattern}".split("/")
        given = topic.split("/")
        if len(wanted) != len(given):
            return None
        found: dict[str, str] = {}
        for want, have in zip(wanted, given, strict=True):
            if want.startswith("{"):
                found[want[1:-1]] = have
            elif want != have:
                return None
        return found


@cache
def _any_of(pattern: str) -> Mapping[str, str]:
    """Return what each level of a pattern becomes if it is left out."""
    return {part[1:-1]: "+" for part in pattern.split("/") if part.startswith("{")}


_APPS: Final = frozenset({Role.KIOSK, Role.CALLER, Role.DISPLAY})
_ALL: Final = frozenset(Role)
_SENDERS: Final = frozenset({Role.KIOSK, Role.CALLER, Role.WEB, Role.OFFICE})
_PROGRAMS: Final = _APPS | _SENDERS
_COORDINATOR: Final = frozenset({Role.COORDINATOR})

COMMAND: Final = Topic(
    name="command",
    pattern="command/{kind}/{device}",
    payload=commands.AnyCommand,
    qos=1,
    retain=False,
    writers=_SENDERS,
    readers=_COORDINATOR,
    own=_SENDERS,
    description=(
        "A command from a device. The last level is the sender's own id, which the broker holds it "
        "to. Answered on answer/{device}, with the correlation data of the command."
    ),
)
ANSWER: Final = Topic(
    name="answer",
    pattern="answer/{device}",
    payload=answers.AnyAnswer,
    qos=1,
    retain=False,
    writers=_COORDINATOR,
    readers=_SENDERS,
    own=_SENDERS,
    description="The answer to a command of the device; `command_id` says to which.",
)
EVENT: Final = Topic(
    name="event",
    pattern="event/{kind}",
    payload=events.HallEvent,
    qos=1,
    retain=False,
    writers=_COORDINATOR,
    readers=frozenset({Role.OBSERVER}),
    description="What happened, a message for each row of the journal, after it was committed.",
)
HALL: Final = Topic(
    name="hall",
    pattern="state/hall",
    payload=state.HallState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=_ALL,
    description="The coordinator's heartbeat and the business day.",
)
QUEUE: Final = Topic(
    name="queue",
    pattern="state/queue/{group}",
    payload=state.QueueState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=_ALL,
    description="The line of one service group.",
)
SLOTS: Final = Topic(
    name="slots",
    pattern="state/slots/{group}",
    payload=state.SlotsState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.WEB, Role.OFFICE, Role.OBSERVER}),
    description="What can be booked of a service group that takes appointments.",
)
TICKET: Final = Topic(
    name="ticket",
    pattern="state/ticket/{token}",
    payload=state.TicketState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.WEB}),
    description=(
        "How it stands with one ticket, for the phone of who holds it; empty when it is over."
    ),
)
WINDOW: Final = Topic(
    name="window",
    pattern="state/window/{window}",
    payload=state.WindowState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=_ALL,
    description="What everybody may see of a window; window displays draw it.",
)
PANEL: Final = Topic(
    name="panel",
    pattern="state/panel/{window}",
    payload=state.PanelState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.CALLER}),
    own=frozenset({Role.CALLER}),
    description="What the panel of one window draws, masked visitor included; for its panel only.",
)
NEXT: Final = Topic(
    name="next",
    pattern="state/next/{window}",
    payload=state.NextState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.CALLER}),
    own=frozenset({Role.CALLER}),
    description="Whom one window would call next, and why; for its panel only.",
)
BOARD: Final = Topic(
    name="board",
    pattern="state/board/{zone}",
    payload=state.BoardState,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.DISPLAY, Role.OBSERVER}),
    description="What the boards of a zone draw.",
)
CALL: Final = Topic(
    name="call",
    pattern="call/{zone}",
    payload=state.Call,
    qos=1,
    retain=False,
    writers=_COORDINATOR,
    readers=frozenset({Role.DISPLAY, Role.OBSERVER}),
    description="A call to be spoken in a zone. Expires at the broker when it is too late.",
)
ALARMS: Final = Topic(
    name="alarms",
    pattern="state/alarms",
    payload=alarms.Alarms,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.CALLER, Role.OBSERVER}),
    description="The alarms of the hall that stand, and who has seen them.",
)
CASES: Final = Topic(
    name="cases",
    pattern="state/cases",
    payload=alarms.Cases,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.OBSERVER}),
    description="Bad ratings that wait for an answer or a correction. Not for the panels.",
)
PANEL_CASES: Final = Topic(
    name="panel_cases",
    pattern="state/panel/{window}/cases",
    payload=alarms.Cases,
    qos=1,
    retain=True,
    writers=_COORDINATOR,
    readers=frozenset({Role.CALLER}),
    own=frozenset({Role.CALLER}),
    description="The cases, for the panel where a supervisor is signed in; at any other, none.",
)
DEVICE_STATUS: Final = Topic(
    name="device_status",
    pattern="device/{device}/status",
    payload=devices.DeviceStatus,
    qos=1,
    retain=True,
    writers=_PROGRAMS | _COORDINATOR,
    readers=_PROGRAMS | frozenset({Role.COORDINATOR, Role.OBSERVER}),
    own=_PROGRAMS,
    description="How a device is. Also its last will. A device reads its own, to see a double.",
)
DEVICE_ALARM: Final = Topic(
    name="device_alarm",
    pattern="device/{device}/alarm",
    payload=devices.DeviceAlarm,
    qos=1,
    retain=False,
    writers=_APPS | _COORDINATOR,
    readers=frozenset({Role.COORDINATOR, Role.OBSERVER}),
    own=_APPS,
    description="A fault began or ended at a device, with a hint for the technician.",
)

ALL: Final = (
    COMMAND, ANSWER, EVENT, HALL, QUEUE, SLOTS, TICKET, WINDOW, PANEL, NEXT, BOARD, CALL, ALARMS,
    CASES, PANEL_CASES, DEVICE_STATUS, DEVICE_ALARM,
)  # fmt: skip

KIOSK_COMMANDS: Final = frozenset(
    {
        "issue_ticket",
        "report_paper",
        "cancel_ticket",
        "cancel_number",
        "reprint_ticket",
        "find_ticket",
        "check_in",
        "hand_in_ticket",
        "ring",
    }
)
CALLER_COMMANDS: Final = frozenset(
    {
        "sign_in", "sign_out", "open_window", "pause_window", "call_next", "recall",
        "set_window_services", "call_ticket", "recall_no_show", "undo_finish", "raise_panic",
        "acknowledge_panic", "answer_ring",
        "start_service", "finish_service", "mark_no_show", "transfer_ticket", "hold_ticket",
        "resume_ticket", "rate_service", "cancel_number", "give_priority",
        "close_group", "open_group",
        "add_service", "drop_service", "quick_service", "unmask_visitor",
        "answer_case", "correct_case", "acknowledge_alarm",
    }
)  # fmt: skip
PHONE_COMMANDS: Final = frozenset({"cancel_by_token", "rate_by_token"})
BOOKING_COMMANDS: Final = frozenset({"book_appointment", "move_appointment", "cancel_appointment"})
COMMANDS_OF_ROLE: Final = {
    Role.KIOSK: KIOSK_COMMANDS,
    Role.CALLER: CALLER_COMMANDS,
    Role.WEB: BOOKING_COMMANDS | PHONE_COMMANDS,
    Role.OFFICE: BOOKING_COMMANDS,
}

_known: Final = lru_cache(maxsize=4096)
"""Topics are asked for with each message, and there are few: a hall has so many ids."""


@_known
def command(hall_id: HallId, kind: str, device_id: DeviceId) -> str:
    """Return the topic on which `device_id` sends commands of `kind`."""
    return COMMAND.of(hall_id, kind=kind, device=device_id)


@_known
def queue(hall_id: HallId, group_id: GroupId) -> str:
    """Return the topic of the line of `group_id`."""
    return QUEUE.of(hall_id, group=group_id)


@_known
def window(hall_id: HallId, window_id: WindowId) -> str:
    """Return the public topic of `window_id`."""
    return WINDOW.of(hall_id, window=window_id)


@_known
def panel(hall_id: HallId, window_id: WindowId) -> str:
    """Return the topic of the panel of `window_id`."""
    return PANEL.of(hall_id, window=window_id)


@_known
def panel_cases(hall_id: HallId, window_id: WindowId) -> str:
    """Return the topic of the cases for the panel of `window_id`."""
    return PANEL_CASES.of(hall_id, window=window_id)


@_known
def board(hall_id: HallId, zone_id: ZoneId) -> str:
    """Return the topic of the boards of `zone_id`."""
    return BOARD.of(hall_id, zone=zone_id)


@_known
def call(hall_id: HallId, zone_id: ZoneId) -> str:
    """Return the topic of the calls spoken in `zone_id`."""
    return CALL.of(hall_id, zone=zone_id)
