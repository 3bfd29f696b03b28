"""Who comes to a simulated hall, and what they will do there: all drawn from one seed. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from statistics import fmean
from typing import Final

from contract.hall import CallerPanel, Clerk, Display, HallFile, Item, Kiosk
from contract.ids import GroupId, ItemId, WindowId, ZoneId

PANELS_MAX: Final = 3
WINDOW_DISPLAYS_MAX: Final = 2
SERVICE_SPREAD: Final = 0.5
SERVICE_S_MAX: Final = 1200.0
WALK_S_RANGE: Final = (8.0, 40.0)
LOAD: Final = 0.8
"""The part of their time that the clerks are busy, if nobody walks, recalls or transfers."""


class Identification(Enum):
    """How a visitor answers the kiosk's question who they are."""

    CARD = "card"
    PHONE = "phone"
    NONE = "none"


class Coming(Enum):
    """What a visitor does when called."""

    AT_ONCE = "at_once"
    AFTER_RECALL = "after_recall"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class VisitorPlan:
    """What one visitor will do. Times are the hall's own; a demo divides them by its speed."""

    name: int
    arrives_s: float
    group_id: GroupId
    item_id: ItemId | None
    identification: Identification
    searches: bool
    english: bool
    coming: Coming
    walk_s: float
    service_s: float
    sent_on_to: GroupId | None
    """The clerk will find that another group is the right one."""
    steps_aside: bool
    """The clerk will ask for a form to be filled in, and take the visitor up again."""
    rating: int | None


@dataclass(frozen=True)
class Cast:
    """The part of a hall that a demo runs."""

    kiosk: Kiosk
    board: Display
    window_displays: tuple[Display, ...]
    callers: tuple[CallerPanel, ...]
    group_ids: tuple[GroupId, ...]
    """The groups that the staffed windows serve: nobody else's ticket would ever be called."""


class HallTooSmall(ValueError):
    """The hall file lacks what a demo needs."""


def choose_cast(hall: HallFile) -> Cast:
    """Choose a kiosk, a board, and up to three windows of its zone that serve the most groups.

    Raises:
        HallTooSmall: no kiosk, or no board in whose zone there is a caller.
    """
    if not hall.kiosk:
        raise HallTooSmall("the hall file has no [[kiosk]]")
    for board in _boards(hall):
        callers = _widest(hall, list(_at_windows_of(hall, board.zone)))
        if callers:
            break
    else:
        raise HallTooSmall("the hall file has no board in whose zone there is a [[caller]]")
    if len(clerks_without_pin(hall)) < len(callers):
        raise HallTooSmall(f"{len(callers)} panels need as many [[clerk]] entries without a PIN")
    staffed = [caller.window for caller in callers]
    served = {group for window in staffed for group in hall.windows[window].serves}
    kiosk = next((k for k in hall.kiosk if k.zone == board.zone), hall.kiosk[0])
    offered = kiosk.groups or tuple(group.id for group in hall.group if group.gives_tickets)
    return Cast(
        kiosk=kiosk,
        board=board,
        window_displays=_window_displays(hall, staffed),
        callers=tuple(callers),
        group_ids=tuple(group for group in offered if group in served),
    )


def _at_windows_of(hall: HallFile, zone: ZoneId) -> Iterator[CallerPanel]:
    for caller in hall.caller:
        window = hall.windows[caller.window]
        if window.zone == zone and window.kind == "window":
            yield caller


def clerks_without_pin(hall: HallFile) -> list[Clerk]:
    """Return the clerks who sign in with their name alone, as simulated people must."""
    return [clerk for clerk in hall.clerk if not clerk.pin]


def _boards(hall: HallFile) -> list[Display]:
    """Boards with a voice first: a demo is to be heard."""
    boards = [display for display in hall.display if display.kind == "board"]
    return sorted(boards, key=lambda board: not board.voice)


def _widest(hall: HallFile, callers: Sequence[CallerPanel]) -> list[CallerPanel]:
    """Return up to three callers, each the one that adds the most groups to those before it."""
    chosen: list[CallerPanel] = []
    covered: set[GroupId] = set()
    left = list(callers)
    while left and len(chosen) < PANELS_MAX:
        best = max(
            left,
            key=lambda c: (len(set(hall.windows[c.window].serves) - covered), c.keypad is not None),
        )
        left.remove(best)
        chosen.append(best)
        covered |= set(hall.windows[best.window].serves)
    return sorted(chosen, key=lambda c: hall.windows[c.window].number)


def _window_displays(hall: HallFile, staffed: Sequence[WindowId]) -> tuple[Display, ...]:
    wanted = [d for d in hall.display if d.kind == "window" and d.window in staffed]
    return tuple(wanted[:WINDOW_DISPLAYS_MAX])


def plan_visitors(
    hall: HallFile, cast: Cast, *, count: int, random: Random, first_name: int = 1
) -> list[VisitorPlan]:
    """Draw `count` visitors in the order of their coming; names count from `first_name`.

    The second comes only when recalled, the third is sent on, the fourth never comes and the fifth
    steps aside, so that even a short demo shows every case.
    """
    plans: list[VisitorPlan] = []
    mean_service_s = fmean(hall.groups[group].mean_service_s for group in cast.group_ids)
    arrivals_a_s = LOAD * len(cast.callers) / mean_service_s
    clock_s = 0.0
    for name in range(first_name, first_name + count):
        plans.append(_visitor(hall, cast, name, clock_s, random))
        clock_s += random.expovariate(arrivals_a_s)
    return plans


def _visitor(hall: HallFile, cast: Cast, name: int, at_s: float, random: Random) -> VisitorPlan:
    group_id = random.choice(cast.group_ids)
    items = [item for item in hall.item if item.group == group_id]
    item = random.choice(items) if items else None
    coming = random.choices(list(Coming), weights=(84, 9, 7))[0]
    others = [other for other in cast.group_ids if other != group_id]
    sent_on = random.choice(others) if others and random.random() < 0.08 else None  # noqa: PLR2004
    steps_aside = random.random() < 0.06  # noqa: PLR2004
    rating = random.choices((5, 4, 3, 2, 1, None), weights=(38, 18, 8, 4, 2, 30))[0]
    if name in _SHOWN:
        coming, sent, steps_aside = _SHOWN[name]
        sent_on = others[0] if sent and others else None
    return VisitorPlan(
        name=name,
        arrives_s=at_s,
        group_id=group_id,
        item_id=item.id if item else None,
        identification=random.choices(list(Identification), weights=(60, 15, 25))[0],
        searches=item is not None and random.random() < 0.2,  # noqa: PLR2004
        english=random.random() < 0.1 or name == _ENGLISH,  # noqa: PLR2004
        coming=coming,
        walk_s=random.uniform(*WALK_S_RANGE),
        service_s=_service_s(hall, group_id, item, random),
        sent_on_to=sent_on,
        steps_aside=steps_aside,
        rating=rating,
    )


_ENGLISH: Final = 2
_SHOWN: Final = {
    1: (Coming.AT_ONCE, False, False),
    2: (Coming.AFTER_RECALL, False, False),
    3: (Coming.AT_ONCE, True, False),
    4: (Coming.NEVER, False, False),
    5: (Coming.AT_ONCE, False, True),
}
"""Coming, sent on, steps aside: of the first visitors, whatever the seed."""


def _service_s(hall: HallFile, group_id: GroupId, item: Item | None, random: Random) -> float:
    mean_s = hall.groups[group_id].mean_service_s
    if item is not None and item.mean_service_s is not None:
        mean_s = item.mean_service_s
    drawn = random.lognormvariate(math.log(mean_s) - SERVICE_SPREAD**2 / 2, SERVICE_SPREAD)
    return min(drawn, SERVICE_S_MAX)
