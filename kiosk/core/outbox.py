"""What the kiosk must not forget when its power goes: kept in memory, and before that on its disk.

Nothing here is about a person but the hash that changes with the day: who showed a card is known
in memory alone.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Final, TypeAlias

import msgspec

from contract.ids import NOBODY, CommandId, EpochMs, SeriesId
from contract.messages.base import MalformedMessage, decode, encode
from contract.messages.commands import (
    CancelTicket,
    CheckIn,
    HandInTicket,
    IssueTicket,
    ReportPaper,
)
from kiosk.core.blocks import Used
from kiosk.core.ports import Store, StoreFailed

BringsTicket: TypeAlias = IssueTicket | CheckIn
"""A request whose answer is a ticket."""

Said: TypeAlias = ReportPaper | CancelTicket
"""What the coordinator has to be told, however often it takes."""

ASKED_MAX: Final = 100
GIVEN_MAX: Final = 5_000
"""More tickets than a kiosk prints on a day; beyond it, it gives no more alone."""

_HEARD: Final = "heard"


class GivenAlone(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket given without the coordinator, until it is handed in.

    What became of its paper is "uncertain" until it is known, also over a power cut.
    """

    order: int
    decided_at_ms: EpochMs
    """By this machine's clock."""
    not_before_ms: EpochMs = EpochMs(0)
    """It is later than this for certain, in the hall's time, whatever the clock shows."""
    command: HandInTicket


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What was last heard of the coordinator."""

    at_ms: EpochMs
    """In the hall's time."""
    day: str
    ahead_ms: int
    """The hall's clock before ours."""
    always_open: bool = False
    """Tickets were given outside the hours of the hall file."""


class Outbox:
    """Everything is as `Store` had it last; what cannot be saved now is saved with what follows.

    Attributes:
        given: tickets that are not handed in, in the order in which they were given.
        asked: requests that are not known to have been answered.
        left_over: those of them that a run before has left.
        said: what the coordinator has not thanked for.
        used: which numbers of each series were given alone.
        newest_day: the newest day on which one was given; "" for none.
        heard: None until the coordinator was heard for the first time.
        trouble: why the disk is not to be relied on.
    """

    def __init__(self, store: Store | None) -> None:
        """Without a store nothing outlives this object, and no ticket is given alone."""
        self._store = store
        self.given: Final[dict[CommandId, GivenAlone]] = {}
        self.asked: Final[dict[CommandId, BringsTicket]] = {}
        self.left_over: Final[set[CommandId]] = set()
        self.said: Final[dict[CommandId, Said]] = {}
        self.used: Final[dict[SeriesId, Used]] = {}
        self.newest_day = ""
        self.heard: Heard | None = None
        self.trouble: StoreFailed | None = None
        self._unsaved: dict[str, bytes | None] = {}
        self._readable = True
        if store is not None:
            self._load(store)

    @property
    def is_durable(self) -> bool:
        """Whether what is kept now outlives a power cut."""
        return self._store is not None and self.trouble is None

    def keep_given(self, ticket: GivenAlone, series_id: SeriesId, position: int) -> bool:
        """Keep a new ticket and its number; False, and nothing is kept, if the disk refuses."""
        command_id, before = ticket.command.command_id, self.used.get(series_id, Used())
        used = Used(before.last, dict(before.days))
        used.note(position, ticket.command.day)
        unsaved = dict(self._unsaved)
        if not self._save(
            {f"given/{command_id}": encode(ticket), f"used/{series_id}": encode(used)}
        ):
            self._unsaved = unsaved
            return False
        self.given[command_id] = ticket
        self._use({series_id: used})
        return True

    def change_given(self, ticket: GivenAlone) -> None:
        """Keep what became of its paper."""
        self.given[ticket.command.command_id] = ticket
        self._save({f"given/{ticket.command.command_id}": encode(ticket)})

    def drop_given(self, command_id: CommandId) -> None:
        """It is handed in."""
        if self.given.pop(command_id, None) is not None:
            self._save({f"given/{command_id}": None})

    def keep_asked(self, command: BringsTicket) -> None:
        """Keep a request before it is sent; not who made it."""
        kept = msgspec.structs.replace(command, visitor=None, person_hash=NOBODY)
        self.asked[command.command_id] = kept
        changes: dict[str, bytes | None] = {f"asked/{command.command_id}": encode(kept)}
        while len(self.asked) > ASKED_MAX:
            oldest = next(iter(self.asked))
            del self.asked[oldest]
            changes[f"asked/{oldest}"] = None
        self._save(changes)

    def settle(self, command_id: CommandId, *say: Said) -> None:
        """A request is answered; keep what is to be said of it, all at once."""
        changes: dict[str, bytes | None] = {}
        if self.asked.pop(command_id, None) is not None:
            changes[f"asked/{command_id}"] = None
        self._save(changes | self._to_say(say))

    def keep_said(self, *say: Said) -> None:
        """Keep what is to be said until the coordinator has thanked for it."""
        self._save(self._to_say(say))

    def drop_said(self, command_id: CommandId) -> None:
        """The coordinator knows, or nobody wants to know any more."""
        if self.said.pop(command_id, None) is not None:
            self._save({f"said/{command_id}": None})

    def keep_heard(self, heard: Heard) -> None:
        """Keep what was heard of the coordinator."""
        self.heard = heard
        self._save({_HEARD: encode(heard)})

    def keep_used(self, used: Mapping[SeriesId, Used]) -> None:
        """Keep which numbers were given, as it is known better now."""
        self._use(used)
        self._save({f"used/{series_id}": encode(each) for series_id, each in used.items()})

    def try_again(self) -> None:
        """See whether the disk takes what it has not taken. Call it now and then."""
        if self._store is None or self.trouble is None or self.trouble.damaged:
            return
        if not self._readable:
            self._load(self._store)
        self._save({"probe": b""})

    def _to_say(self, say: tuple[Said, ...]) -> dict[str, bytes | None]:
        for command in say:
            self.said[command.command_id] = command
        return {f"said/{command.command_id}": encode(command) for command in say}

    def _save(self, changes: Mapping[str, bytes | None]) -> bool:
        self._unsaved.update(changes)
        if self._store is None or (self.trouble is not None and self.trouble.damaged):
            self._unsaved.clear()
            return False
        if not self._readable:
            return False
        if not self._unsaved and self.trouble is None:
            return True
        try:
            self._store.save(self._unsaved)
        except StoreFailed as error:
            self.trouble = error
            return False
        self._unsaved = {}
        self.trouble = None
        return True

    def _load(self, store: Store) -> None:
        try:
            for key, body in store.load().items():
                if key not in self._unsaved:
                    self._read(key, body)
            self.trouble, self._readable = None, True
        except StoreFailed as error:
            self.trouble, self._readable = error, False
        except MalformedMessage as error:
            self.trouble = StoreFailed(f"a record cannot be read: {error}", damaged=True)
            self._readable = False
        given = sorted(self.given.values(), key=lambda ticket: ticket.order)
        self.given.clear()
        self.given.update({ticket.command.command_id: ticket for ticket in given})

    def _use(self, used: Mapping[SeriesId, Used]) -> None:
        self.used.update(used)
        days = (each.days.values() for each in self.used.values())
        self.newest_day = max(chain.from_iterable(days), default="")

    def _read(self, key: str, body: bytes) -> None:
        kind, _, name = key.partition("/")
        match kind:
            case "given":
                self.given[CommandId(name)] = decode(body, GivenAlone)
            case "asked":
                self.asked[CommandId(name)] = decode(body, BringsTicket)
                self.left_over.add(CommandId(name))
            case "said":
                self.said[CommandId(name)] = decode(body, Said)
            case "used":
                self._use({SeriesId(name): decode(body, Used)})
            case "heard":
                self.heard = decode(body, Heard)
