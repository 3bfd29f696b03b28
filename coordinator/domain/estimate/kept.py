"""What citizens were told about their waits, held against what came of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import nan, sqrt
from typing import NamedTuple

from contract.ids import EpochMs, GroupId, TicketId
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.events import DayBegan, Event, TicketCalled, TicketIssued, TicketTaken


class Outcome(NamedTuple):
    """One citizen's wait for the first call."""

    group_id: GroupId
    issued_at_ms: EpochMs
    told: Wait | None
    """None: it could not be foreseen."""
    last_ms: int | None
    """The wait of whoever had been called last from the line: the simplest of estimators (LES)."""
    waited_ms: int


def outcomes(events: Iterable[Event]) -> Iterator[Outcome]:
    """Yield the waits that ended with a call, in that order; events come as in the journal."""
    issued: dict[TicketId, tuple[TicketIssued, int | None]] = {}
    last_ms: dict[GroupId, int] = {}
    for event in events:
        match event:
            case DayBegan():
                issued.clear()
                last_ms.clear()
            case TicketIssued():
                issued[event.ticket_id] = event, last_ms.get(event.group_id)
            case TicketCalled() | TicketTaken():
                last_ms[event.group_id] = event.wait_ms
                found = issued.pop(event.ticket_id, None)
                if found is not None:
                    ticket, last = found
                    yield Outcome(
                        ticket.group_id,
                        ticket.given_at_ms,
                        ticket.wait,
                        last,
                        event.at_ms - ticket.given_at_ms,
                    )
            case _:
                pass


@dataclass(frozen=True)
class Kept:
    """How well some waits were foretold. Figures are NaN where nothing was told."""

    tickets: int
    told: int
    """Of these, how many were told a wait; the rest is about them."""
    mean_ms: float
    bias_ms: float
    """How much longer they waited than the median they were told, on the average."""
    rmse_ms: float
    within_bound: float
    """The part of them that was called within the bound; 0.9 is meant."""
    last_rmse_ms: float
    """The error that the last wait of each line would have had, for comparison."""


def kept(waits: Collection[Outcome]) -> Kept:
    """Return the figures of these waits, one or more."""
    told = [(each.told, each.waited_ms) for each in waits if each.told is not None]
    last = [
        each.last_ms - each.waited_ms for each in waits if each.told and each.last_ms is not None
    ]
    return Kept(
        tickets=len(waits),
        told=len(told),
        mean_ms=_mean([each.waited_ms for each in waits]),
        bias_ms=_mean([waited - wait.median_ms for wait, waited in told]),
        rmse_ms=sqrt(_mean([(waited - wait.median_ms) ** 2 for wait, waited in told])),
        within_bound=_mean([float(waited <= wait.bound_ms) for wait, waited in told]),
        last_rmse_ms=sqrt(_mean([error**2 for error in last])),
    )


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values) if values else nan
