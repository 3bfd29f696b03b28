"""Citizens: they come, work the kiosk, wait for their number, and walk to the window it shows."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from contract.hall import ServiceGroup
from contract.ids import TicketNumber
from hardware.idcard.records import IdCard
from kiosk.core import screens
from simulation.world.kiosk import KioskMachine
from simulation.world.persons import PHONE, card_of
from simulation.world.site import Site

THINKS_MS: Final = (700, 2_500)
WALKS_MS: Final = (5_000, 40_000)
COMES_AGAIN_MS: Final = (60_000, 240_000)
TRIES_MAX: Final = 3
STEPS_MAX: Final = 80
"""Whoever has not got a ticket after so many looks at the screen goes home."""
CODE_STEPS: Final = 20
"""Typing a code takes eight; who is refused may try once more."""

_OBSTACLES: Final = (screens.Closed, screens.NoConnection, screens.OutOfOrder, screens.TakenOver)


@dataclass(frozen=True)
class Manners:
    """How people treat the machines: shares of all touches or people."""

    double_taps: float = 0.05
    walks_off: float = 0.01
    gives_up: float = 0.02
    """Leaves the hall with the ticket in hand."""
    wants_more: float = 0.25
    """Comes for a second service as well, or a third."""
    shy: bool = False
    """Who finds the last page of another goes away instead of touching it."""


@dataclass
class Citizen:
    """Somebody with something to do here."""

    group: ServiceGroup | None
    card: IdCard | None
    phones: bool
    more: int = 0
    """Services wanted beside the first."""
    tries: int = 0
    steps: int = 0
    typed: int = 0
    number: TicketNumber | None = None
    """Of the paper in hand, or read from the screen."""
    code: str = ""
    """Of an appointment."""


@dataclass
class _Queue:
    """Who stands before one kiosk."""

    kiosk: KioskMachine
    people: deque[Citizen] = field(default_factory=deque)
    busy: bool = False


class Citizens:
    """All who are in the hall.

    Attributes:
        papers: how many have got one, or a number to keep.
    """

    def __init__(self, site: Site, kiosks: list[KioskMachine], manners: Manners) -> None:
        self.papers = 0
        self.manners: Final = manners
        self._site = site
        self._queues = [_Queue(kiosk) for kiosk in kiosks]
        self._waiting: set[TicketNumber] = set()
        self._at_window: dict[str, set[str]] = defaultdict(set)
        self._walking: set[str] = set()
        self._came = 0

    # The hall as clerks and displays know it

    def seen(self, number: str, window: str) -> None:
        """A screen shows that a number is wanted at a window, by what is painted over it."""
        if number in self._waiting and number not in self._walking:
            self._walking.add(number)
            walk_ms = self._site.random.uniform(*WALKS_MS)
            self._site.agenda.after(walk_ms, self._arrive, number, window)

    def is_at(self, window: str, number: str) -> bool:
        """Tell whether the citizen with this number stands at a window."""
        return number in self._at_window[window]

    def leave_window(self, window: str, number: str, *, stays: bool = False) -> None:
        """The citizen is done at a window; who `stays` in the hall goes on waiting."""
        self._at_window[window].discard(number)
        self._walking.discard(number)
        if not stays:
            self._waiting.discard(TicketNumber(number))

    # At the kiosk

    @property
    def at_kiosks(self) -> int:
        """How many have not got their ticket yet."""
        return sum(len(queue.people) + queue.busy for queue in self._queues)

    def come(self, group: ServiceGroup) -> None:
        """Somebody comes in, and queues at the kiosk with the fewest people."""
        self._came += 1
        random = self._site.random
        fate = random.random()
        card = card_of(self._came, random.randint(1935, 2005)) if fate < 0.5 else None  # noqa: PLR2004
        more = sum(self._site.chance(self.manners.wants_more) for _ in range(2))
        self._queue_up(Citizen(group, card, phones=0.5 <= fate < 0.6, more=more))  # noqa: PLR2004

    def come_booked(self, code: str) -> None:
        """Somebody comes in who has booked, and checks in at a kiosk."""
        self._queue_up(Citizen(None, None, phones=False, code=code))

    def _queue_up(self, citizen: Citizen) -> None:
        offering = [
            queue
            for queue in self._queues
            if not queue.kiosk.kiosk.groups
            or citizen.group is None
            or citizen.group.id in queue.kiosk.kiosk.groups
        ]
        if not offering:
            return
        shortest = min(offering, key=lambda queue: len(queue.people) + queue.busy)
        shortest.people.append(citizen)
        self._next(shortest)

    def _next(self, queue: _Queue) -> None:
        if not queue.busy and queue.people:
            queue.busy = True
            self._think(queue, queue.people.popleft())

    def _think(self, queue: _Queue, citizen: Citizen) -> None:
        self._site.agenda.after(self._site.random.uniform(*THINKS_MS), self._act, queue, citizen)

    def _act(self, queue: _Queue, citizen: Citizen) -> None:
        """Look at the kiosk, and do what it asks for."""
        if self._site.calm.on:
            self._think(queue, citizen)
            return
        citizen.steps += 1
        kiosk, site = queue.kiosk, self._site
        screen, owns = kiosk.screen, citizen.steps > 1 or self.manners.shy
        if kiosk.tray is not None and owns:
            citizen.number, kiosk.tray = kiosk.tray.number, None
        if isinstance(screen, screens.ShowNumber) and citizen.number is None and owns:
            citizen.number = screen.number
        asked = self._answer_to(screen, citizen)
        if asked is None or citizen.steps > STEPS_MAX or site.chance(self.manners.walks_off):
            self._go(queue, citizen, again=isinstance(screen, _OBSTACLES) or screen is None)
            return
        if isinstance(screen, screens.Identify) and citizen.card is not None:
            kiosk.lay_card(citizen.card)
        elif asked != ("", ""):
            kiosk.touch(*asked)
            if site.chance(self.manners.double_taps):
                site.agenda.after(site.random.uniform(0, 400), partial(kiosk.touch, *asked))
        self._think(queue, citizen)

    def _answer_to(  # noqa: C901, PLR0911, PLR0912 - a table, one case a line
        self, screen: screens.Screen | None, citizen: Citizen
    ) -> tuple[str, str] | None:
        """Return what to touch; ("", "") is to wait, None is to go."""
        match screen:
            case screens.TakeTicket() if citizen.steps == 1 and not self.manners.shy:
                return "done", ""
            case screens.Home() if citizen.code:
                done = citizen.number is not None or citizen.steps >= CODE_STEPS
                return None if done else ("appointment", "")
            case screens.CheckIn(complete=True, code=typed) if typed == citizen.code:
                return "confirm", ""
            case screens.CheckIn(code=typed) if citizen.code[: len(typed)] == typed != citizen.code:
                return "key", citizen.code[len(typed)]
            case screens.CheckIn(code=typed) if citizen.code:
                return "erase", ""
            case screens.Home() if citizen.number is None and citizen.steps < STEPS_MAX // 2:
                return "begin", ""
            case screens.Groups(groups=tiles, chosen=(_, *_)):
                return self._choose_another(tiles)
            case screens.Groups(groups=tiles, paging=paging):
                return self._choose_group(tiles, paging, citizen)
            case screens.Items(items=items):
                there = [item.item_id for item in items if not item.closed_reason]
                return ("item", self._site.random.choice(there)) if there else None
            case screens.Papers(closed_reason="", can_add=True) if citizen.more:
                citizen.more -= 1
                return "add", ""
            case screens.Papers(closed_reason=""):
                return "confirm", ""
            case screens.Identify() if citizen.card is not None:
                return "card", ""
            case screens.Identify():
                return ("phone", "") if citizen.phones else ("skip", "")
            case screens.Phone(complete=True):
                return "confirm", ""
            case screens.Phone(digits=digits) if len(digits) < len(PHONE):
                return "digit", PHONE[len(digits)]
            case screens.Printing():
                return "", ""
        return None

    def _choose_group(
        self, tiles: tuple[screens.GroupTile, ...], paging: screens.Paging, citizen: Citizen
    ) -> tuple[str, str] | None:
        for tile in tiles:
            if citizen.group is not None and tile.group_id == citizen.group.id:
                return None if tile.closed_reason else ("group", tile.group_id)
        return ("next_page", "") if paging.page < paging.pages else None

    def _choose_another(self, tiles: tuple[screens.GroupTile, ...]) -> tuple[str, str]:
        there = [tile.group_id for tile in tiles if not tile.closed_reason]
        return ("group", self._site.random.choice(there)) if there else ("enough", "")

    def _go(self, queue: _Queue, citizen: Citizen, *, again: bool) -> None:
        """Leave the kiosk, with a paper or without; perhaps to come again."""
        queue.busy = False
        if citizen.number is not None:
            self._take(citizen.number)
        elif again and citizen.tries < TRIES_MAX:
            citizen.tries += 1
            citizen.steps = 0
            pause_ms = self._site.random.uniform(*COMES_AGAIN_MS)
            self._site.agenda.after(pause_ms, self._queue_up, citizen)
        self._next(queue)

    def _take(self, number: TicketNumber) -> None:
        self.papers += 1
        if not self._site.chance(self.manners.gives_up):
            self._waiting.add(number)

    def _arrive(self, number: str, window: str) -> None:
        if number in self._waiting:
            self._at_window[window].add(number)
