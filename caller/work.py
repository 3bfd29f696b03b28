"""The work at one window, whatever it is done with: its line, its desk, its keypads."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from caller.core.desk import Desk
from caller.core.keypad_clerk import KeypadClerk
from caller.core.ports import Keypads
from caller.core.ratings import Ratings
from caller.core.wording import bilingual
from caller.devices import KeypadEvents
from contract import topics
from contract.hall import HallFile
from contract.ids import DeviceId
from hardware.counters import Counters
from hardware.keypad import KeypadEvent, KeyPressed, Rated
from messaging import (
    Answered,
    BrokerAddress,
    Credentials,
    Fault,
    Line,
    LineEvent,
    LinkChanged,
    NotAnswered,
    Received,
    Subscription,
    clock,
)
from qtkit.texts import Texts

LOCALE: Final = Path(__file__).parent / "locale"
COUNTED: Final[Mapping[type, str]] = {KeyPressed: "key_presses", Rated: "ratings"}
"""What the technician is told of, counted from each start on."""


class WindowWork:
    """What a panel and a window that has only keypads have in common. One thread only.

    Args:
        caller_id: which caller of the hall file.
        program: who we say that we are, to whoever looks at the devices.
        deliver: takes what the line has to tell, on the line's thread, and brings it to `receive`.
        loop: of a `SharedLoop`, where many windows' lines have one thread.
    """

    def __init__(
        self,
        hall: HallFile,
        caller_id: DeviceId,
        *,
        program: str,
        broker: BrokerAddress,
        credentials: Credentials | None,
        keypads: Keypads,
        texts: Texts,
        deliver: Callable[[LineEvent], None],
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        entry = hall.callers[caller_id]
        self.line = Line(
            broker,
            hall_id=hall.hall.id,
            device_id=caller_id,
            credentials=credentials,
            program=program,
            subscriptions=_subscriptions(hall, caller_id),
            deliver=deliver,
            loop=loop,
        )
        self._counters = Counters(None, self.line.report_counters)
        self._keypad_faults: Mapping[str, Fault] = {}
        self.desk = Desk(entry.window, wire=self.line, clock=clock)
        clerk = KeypadClerk(
            self.desk, keypads, reason=bilingual(texts, "keypad.reason"), clerk_id=entry.clerk
        )
        self.ratings = Ratings(self.desk, keypads, wire=self.line, clock=clock)
        self._keypad_events = KeypadEvents(clerk, self.ratings, self._keypads_changed)

    def start(self) -> None:
        """Begin to connect."""
        self._counters.start()
        self.line.start()

    def stop(self) -> None:
        """End all but the line; whoever has many closes theirs at a time."""
        self._counters.stop()

    def close(self) -> None:
        self.stop()
        self.line.close()

    def receive(self, event: LineEvent | KeypadEvent) -> None:
        """Take what the line and the keypads have to tell."""
        match event:
            case LinkChanged(state=state, detail=detail):
                self.desk.on_link(state, detail)
            case Received():
                self._take_message(event)
            case Answered(command=command, answer=answer):
                self.desk.on_answer(command, answer)
            case NotAnswered(command=command):
                self.desk.on_no_answer(command)
            case _:
                if type(event) in COUNTED:
                    self._counters.add(COUNTED[type(event)])
                self._keypad_events.take(event)

    def _take_message(self, received: Received) -> None:
        if received.topic is topics.HALL:
            self.desk.on_hall(received.message)
            self._report_faults()
        elif received.topic is topics.PANEL:
            self.desk.on_panel(received.message)
        else:
            self.desk.on_news(received.message)

    def _keypads_changed(self, faults: Mapping[str, Fault]) -> None:
        self._keypad_faults = faults
        self._report_faults()

    def _report_faults(self) -> None:
        clock_faults = self.desk.knowledge.watch.faults()
        self.line.report_faults({**clock_faults, **self._keypad_faults})


def _subscriptions(hall: HallFile, caller_id: DeviceId) -> list[Subscription]:
    hall_id, window_id = hall.hall.id, hall.callers[caller_id].window
    return [
        Subscription(topics.HALL.of(hall_id), topics.HALL),
        Subscription(topics.panel(hall_id, window_id), topics.PANEL),
        Subscription(topics.NEXT.of(hall_id, window=window_id), topics.NEXT),
        Subscription(topics.QUEUE.of(hall_id), topics.QUEUE),
        Subscription(topics.WINDOW.of(hall_id), topics.WINDOW),
        Subscription(topics.ALARMS.of(hall_id), topics.ALARMS),
        Subscription(topics.panel_cases(hall_id, window_id), topics.PANEL_CASES),
    ]
