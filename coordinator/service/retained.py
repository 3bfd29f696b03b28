"""The retained state of the hall: published when it changes, and all of it on each connection.

The broker's copy is a cache. Counting publishes matters more than anything else here, so what
did not change is not said again, and what only counts other people's lines may wait a moment. What
is said goes out in one order, whatever the order of a set: so a simulated day can be played again.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final

import msgspec

from contract import topics
from contract.ids import EpochMs, GroupId, TicketId, TicketToken, WindowId, ZoneId
from contract.messages.base import encode
from contract.messages.commands import GivenCard
from coordinator.domain.admission.capacity import Workload
from coordinator.domain.hall import Hall
from coordinator.service import alarm_views, phone_views, slot_views, views
from coordinator.service.announce import Touched, serving, zones_of
from coordinator.service.elsewhere import Elsewhere
from coordinator.service.outlook import Outlook
from coordinator.service.panel_views import Panels
from coordinator.service.ports import Publisher, VisitorKey
from coordinator.service.upcoming import Upcoming
from coordinator.service.views import MINUTE_MS

WINDOWS_A_SECOND: Final = 16
"""So many are looked at each second, whether anything is known to have changed there or not."""


class Retained:
    """What the broker should have, topic by topic."""

    def __init__(self, publisher: Publisher, visitors: Mapping[VisitorKey, GivenCard]) -> None:
        self._publisher = publisher
        self._visitors: Final = visitors
        self._payloads: dict[str, bytes] = {}
        self._elsewhere = Elsewhere()
        self._late_panels: set[WindowId] = set()
        self._looked_to = 0
        self._passing_panels: set[WindowId] = set()
        """Panels that show what will be over without an event."""
        self._late_zones: set[ZoneId] = set()
        self._first_slots: dict[GroupId, EpochMs] = {}
        """When the first slot begins that each group is said to have."""
        self._followed: dict[TicketToken, TicketId] = {}
        self._swept_ms = EpochMs(0)
        """When the round of the outlook began in which all who are followed were looked at."""
        self._outlook = Outlook()
        self._upcoming = Upcoming()
        self._minute: int | None = None
        self._day = ""

    def put(self, topic: str, message: msgspec.Struct) -> None:
        """Retain a message unless it is what the topic says already."""
        payload = encode(message)
        if self._payloads.get(topic) != payload:
            self._payloads[topic] = payload
            self._publisher.retain(topic, payload)

    def say_now(self, topic: str, message: msgspec.Struct) -> None:
        """Retain what is true at this moment, and must not be said again later."""
        self._publisher.retain(topic, encode(message))

    def forget(self, topic: str) -> None:
        """Retain nothing on a topic any more."""
        if self._payloads.pop(topic, None) is not None:
            self._publisher.retain(topic, b"")

    def publish_again(self) -> None:
        """Publish all of it: the connection is new, and the broker may know nothing."""
        for topic, payload in self._payloads.items():
            self._publisher.retain(topic, payload)

    def update(self, hall: Hall, changed: Touched, now_ms: EpochMs) -> None:
        """Publish what changed where something happened; note what others see for `catch_up`."""
        if changed.everything:
            self._upcoming.note(hall.file.windows)
            self.update_all(hall, now_ms)
            return
        zones, windows = zones_of(hall, changed.windows), sorted(changed.windows)
        others = self._elsewhere.changed(hall, changed.queues, changed.tickets) - changed.windows
        self._windows(hall, windows)
        self._panels(hall, windows, now_ms)
        self._panel_cases(hall, windows)
        self._boards(hall, sorted(zones))
        self._queues(hall, sorted(changed.queues), now_ms)
        self._slots(hall, sorted(changed.slots), now_ms)
        self._tickets(hall, sorted(changed.tickets), now_ms)
        if changed.alarms:
            self._alarms(hall)
        self._late_panels |= others
        self._late_zones |= zones_of(hall, others) - zones
        self._upcoming.note(windows)
        self._upcoming.note(sorted(others | serving(hall, changed.queues)))

    def catch_up(self, hall: Hall, now_ms: EpochMs) -> None:
        """Publish what others do not know yet, and what is foreseen now."""
        panels, self._late_panels = self._late_panels, set()
        zones, self._late_zones = self._late_zones, set()
        foreseen = self._outlook.refresh(hall, now_ms)
        self._panels(hall, sorted(panels), now_ms)
        self._boards(hall, sorted(zones | zones_of(hall, serving(hall, foreseen))))
        self._queues(hall, foreseen, now_ms)
        for state in self._upcoming.look(hall, now_ms):
            self.put(topics.NEXT.of(hall.file.hall.id, window=state.window_id), state)
        waiting = [hall.line(group_id).ticket_ids() for group_id in foreseen]
        self._tickets(hall, chain.from_iterable(waiting), now_ms)
        if foreseen and self._swept_ms != self._outlook.began_ms:  # once a round: it is everybody
            self._swept_ms = self._outlook.began_ms
            self._tickets(hall, list(self._followed.values()), now_ms)

    def update_all(self, hall: Hall, now_ms: EpochMs) -> None:
        """Publish whatever is different now, be it by an event or by the passing of time."""
        self._late_panels.clear()
        self._late_zones.clear()
        self._windows(hall, hall.file.windows)
        self._panels(hall, hall.file.windows, now_ms)
        self._panel_cases(hall, hall.file.windows)
        self._elsewhere.begin(hall)
        self._told_each_second(hall, now_ms, all_of_it=True)

    def pass_time(self, hall: Hall, now_ms: EpochMs) -> None:
        """Publish what time alone has made different, and whatever is different at some windows.

        Events say themselves which windows they touch; all windows are looked at by and by, so that
        nothing that was forgotten stays wrong.
        """
        looked_at = self._next_windows(hall)
        self._windows(hall, looked_at)
        self._panels(hall, sorted(self._passing_panels.union(looked_at)), now_ms)
        self._panel_cases(hall, looked_at)
        self._told_each_second(hall, now_ms)

    def _next_windows(self, hall: Hall) -> list[WindowId]:
        windows, begin = [*hall.file.windows], self._looked_to
        self._looked_to = (begin + WINDOWS_A_SECOND) % max(1, len(windows))
        return [*islice(chain(windows[begin:], windows), min(WINDOWS_A_SECOND, len(windows)))]

    def _told_each_second(self, hall: Hall, now_ms: EpochMs, *, all_of_it: bool = False) -> None:
        minute = now_ms // MINUTE_MS
        begins, self._minute = minute != self._minute, minute
        if begins or all_of_it:  # what opens and closes does so at a minute
            self._queues(hall, hall.file.groups, now_ms)
            self._alarms(hall)
        new_day, self._day = self._day != hall.day.date, hall.day.date
        if new_day or all_of_it:
            self._slots(hall, hall.file.groups, now_ms)
        elif begins:  # they are thousands
            begun = [of for of, at_ms in self._first_slots.items() if at_ms <= now_ms]
            self._slots(hall, begun, now_ms)
        if new_day:  # let go of yesterday's; after a restart, follow those of today again
            self._tickets(hall, [*self._followed.values(), *hall.day.tickets], now_ms)
        self._boards(hall, [zone.id for zone in hall.file.zone])

    def _tickets(self, hall: Hall, ticket_ids: Iterable[TicketId], now_ms: EpochMs) -> None:
        """Let phones follow these tickets; of one that is over nothing is left at the broker."""
        for ticket_id in ticket_ids:
            ticket = hall.day.tickets.get(ticket_id)
            token = ticket.token if ticket else self._token_of(ticket_id)
            if not token:
                continue
            topic = topics.TICKET.of(hall.file.hall.id, token=token)
            wait = self._outlook.waiting(ticket_id)
            state = phone_views.ticket_state(hall, ticket, wait, now_ms) if ticket else None
            if state is not None:
                self._followed[token] = ticket_id
                self.put(topic, state)
            elif self._followed.pop(token, None) is not None:
                self.forget(topic)

    def _token_of(self, ticket_id: TicketId) -> TicketToken | None:
        """Return the token of a ticket of a day that is over."""
        return next((token for token, of in self._followed.items() if of == ticket_id), None)

    def _queues(self, hall: Hall, groups: Iterable[GroupId], now_ms: EpochMs) -> None:
        work = Workload(hall)
        for group_id in groups:
            topic = topics.queue(hall.file.hall.id, group_id)
            wait = self._outlook.newcomer(group_id)
            self.put(topic, views.queue_state(hall, group_id, now_ms, wait, work))

    def _slots(self, hall: Hall, groups: Iterable[GroupId], now_ms: EpochMs) -> None:
        for group_id in groups:
            group = hall.file.groups.get(group_id)
            if group is not None and group.takes_appointments:
                topic = topics.SLOTS.of(hall.file.hall.id, group=group_id)
                state = slot_views.slots_state(hall, group_id, now_ms)
                self.put(topic, state)
                if state.slots:
                    self._first_slots[group_id] = state.slots[0].at_ms

    def _windows(self, hall: Hall, windows: Iterable[WindowId]) -> None:
        for window_id in windows:
            topic = topics.window(hall.file.hall.id, window_id)
            self.put(topic, views.window_state(hall, window_id))

    def _panels(self, hall: Hall, windows: Iterable[WindowId], now_ms: EpochMs) -> None:
        panels = Panels(hall, self._visitors, now_ms)
        for window_id in windows:
            state = panels.of(window_id)
            passes = state.rating is not None or state.undo is not None
            (self._passing_panels.add if passes else self._passing_panels.discard)(window_id)
            self.put(topics.panel(hall.file.hall.id, window_id), state)

    def _boards(self, hall: Hall, zones: Iterable[ZoneId]) -> None:
        for zone_id in zones:
            topic = topics.board(hall.file.hall.id, zone_id)
            self.put(topic, views.board_state(hall, zone_id, self._outlook.newcomer))

    def _alarms(self, hall: Hall) -> None:
        hall_id = hall.file.hall.id
        self.put(topics.ALARMS.of(hall_id), alarm_views.alarms(hall))
        self.put(topics.CASES.of(hall_id), alarm_views.cases(hall))
        self._panel_cases(hall, alarm_views.supervised(hall))

    def _panel_cases(self, hall: Hall, windows: Iterable[WindowId]) -> None:
        for window_id in windows:
            topic = topics.panel_cases(hall.file.hall.id, window_id)
            self.put(topic, alarm_views.panel_cases(hall, window_id))
