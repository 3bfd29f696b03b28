"""A day that was, written into a journal before the coordinator starts: decided by the real rules.

Who writes it plays kiosks and clerks without a broker, many commands a transaction. Its times lie
in the past, so that the coordinator finds a morning behind it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import Any, Final

from contract.hall import HallFile
from contract.ids import ClerkId, CommandId, DeviceId, EpochMs, GroupId, TicketId, WindowId
from contract.messages.answers import Done
from coordinator.adapters.store import JournalStore, read_anew_if_due
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.hall import Hall
from coordinator.service.draft import Draft
from coordinator.service.ports import Request
from coordinator.service.snapshots import Snapshots
from journal import Journal
from messaging.clock import new_command_id, now_ms

MORNING_MS: Final = 4 * 3600 * 1000
"""The day's work so far is done in these hours before now, or fewer."""
SERVICE_MS: Final = 300_000
"""So long a service takes, or shorter if there are many."""


@dataclass(frozen=True)
class Desk:
    """A window with its panel, its clerk and a group that it calls."""

    window_id: WindowId
    panel_id: DeviceId
    clerk_id: ClerkId
    groups: tuple[GroupId, ...]


def desks_of(file: HallFile) -> list[Desk]:
    """Return the windows that call citizens, each with a clerk of its own."""
    panels = {panel.window: panel.id for panel in file.caller}
    windows = [window for window in file.window if window.kind == "window"]
    return [
        Desk(window.id, panels[window.id], clerk.id, tuple(window.services))
        for window, clerk in zip(windows, file.clerk, strict=False)
    ]


def write_past_day(
    database_url: str,
    file: HallFile,
    desks: Sequence[Desk],
    *,
    finished: int,
    waiting: int,
    file_digest: str = "",
) -> int:
    """Have about so many tickets finished at these windows, and so many wait; return the events.

    Each window serves one citizen a wave, but for those that have no line of their own. With the
    hall file's digest, snapshots are kept on the way as a coordinator keeps them.
    """
    waves = -(-finished // len(desks))
    day = PastDay(database_url, file, desks=desks, waves=waves, file_digest=file_digest)
    return day.write(waves=waves, waiting=waiting)


class PastDay:
    """Writes what has happened today before the measurement."""

    def __init__(
        self,
        database_url: str,
        file: HallFile,
        *,
        desks: Sequence[Desk],
        waves: int,
        file_digest: str = "",
    ) -> None:
        """Between now and the morning, each window has so many citizens one after the other."""
        self._journal: Final = Journal.open(database_url, file.hall.id)
        read_anew_if_due(self._journal)
        self._store: Final = JournalStore(self._journal)
        self._hall: Final = Hall(file, always_open=True, tells_waits=False)
        self._desks: Final = desks
        self._kiosk: Final = next(kiosk.id for kiosk in file.kiosk if not kiosk.groups)
        self._service_ms: Final = min(SERVICE_MS, MORNING_MS // max(1, waves))
        self._at_ms = now_ms() - waves * self._service_ms
        self._serving: list[tuple[Desk, TicketId]] = []
        self._position = 0
        self._draft = self._drafted()
        self._snapshots = Snapshots()
        self._file_digest: Final = file_digest

    def write(self, *, waves: int, waiting: int) -> int:
        """Sign everybody in, have waves of tickets finished and some wait; return the events."""
        try:
            self._draft.record(begin_day(self._hall, self._draft.now_ms))
            for desk in self._desks:
                self._at(desk, do.SignIn, clerk_id=desk.clerk_id)
            for wave in range(waves):
                self._wave(self._turn(wave))
            self._finish()
            turns = chain.from_iterable(self._turn(turn) for turn in count())
            for _, group_id in islice(turns, waiting):
                self._issue(group_id)
            self._commit()
        finally:
            self._journal.close()
        return self._position

    def _turn(self, turn: int) -> Iterator[tuple[Desk, GroupId]]:
        """Yield every window with one of its lines, another one each turn."""
        gives = self._hall.file.groups
        for desk in self._desks:
            groups = [group for group in desk.groups if gives[group].gives_tickets]
            if groups:
                yield desk, groups[turn % len(groups)]

    def _wave(self, turn: Iterable[tuple[Desk, GroupId]]) -> None:
        """Have whoever is at a window go, and a citizen come to each."""
        self._finish()
        self._at_ms += self._service_ms
        self._commit()
        for desk, group_id in turn:
            self._issue(group_id)
            called = self._at(desk, do.CallNext, group_id=group_id)
            assert called.ticket is not None
            self._at(desk, do.StartService, ticket_id=called.ticket.ticket_id)
            self._serving.append((desk, called.ticket.ticket_id))

    def _finish(self) -> None:
        for desk, ticket_id in self._serving:
            self._at(desk, do.FinishService, ticket_id=ticket_id)
        self._serving.clear()

    def _issue(self, group_id: GroupId) -> None:
        given = self._do(do.IssueTicket, self._kiosk, group_id=group_id)
        assert given.ticket is not None
        ticket_id = given.ticket.ticket_id
        self._do(do.ReportPaper, self._kiosk, ticket_id=ticket_id, outcome="printed")

    def _at(self, desk: Desk, kind: type[do.WindowCommand], **fields: Any) -> Done:
        return self._do(kind, desk.panel_id, window_id=desk.window_id, **fields)

    def _do(self, kind: type[do.Command], device_id: DeviceId, **fields: Any) -> Done:
        command: Any = kind(
            command_id=CommandId(str(new_command_id())),
            device_id=device_id,
            expires_at_ms=EpochMs(now_ms() + MORNING_MS),
            **fields,
        )
        answer = self._draft.carry_out(Request(command))
        assert isinstance(answer, Done), answer
        return answer

    def _drafted(self) -> Draft:
        """Return the next batch in the making, at its own time of the day."""
        at_ms = EpochMs(min(self._at_ms, now_ms()))
        return Draft(self._hall, after_position=self._position, now_ms=at_ms, visitors={})

    def _commit(self) -> None:
        self._store.append(self._draft.batch)
        self._position = self._draft.last_position
        if self._file_digest:
            self._keep_snapshot()
        self._draft = self._drafted()

    def _keep_snapshot(self) -> None:
        self._snapshots.note(self._hall, (record.event for record in self._draft.records))
        while piece := self._snapshots.next_piece(self._hall, self._position):
            self._store.keep(piece, self._file_digest)
