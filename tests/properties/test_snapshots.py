"""A snapshot and the events after it are the whole day, wherever the pieces end."""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.hall import HallFile
from coordinator.domain.events import AnyEvent
from coordinator.domain.evolve import evolve, fold
from coordinator.domain.hall import Hall
from coordinator.service.snapshots import Snapshot, Snapshots, unpacked
from tests.properties import test_appointments, test_hall, test_visits

CUTS = st.integers(0, 2**32)


def snapshot_of(file: HallFile, events: Sequence[AnyEvent], random: Random) -> Snapshot | None:
    """Return what a coordinator has kept of these events that writes a piece every few of them."""
    hall, snapshots, kept = Hall(file), Snapshots(events_a_piece=1, tickets_a_piece=3), None
    snapshots.begin(hall)
    pieces: list[bytes] = []
    for position, event in enumerate(events, start=1):
        snapshots.note(evolve(hall, event), [event])
        while random.random() < 0.2 and (piece := snapshots.next_piece(hall, position)):
            if piece.anew:
                pieces, kept = [], None
            pieces.append(piece.tickets)
            if piece.rest is not None:
                kept = Snapshot(position, [*pieces], piece.rest)
    return kept


def check(file: HallFile, events: Sequence[AnyEvent], cuts: int) -> None:
    """The hall is the same by both ways, down to the order of what it holds."""
    kept = snapshot_of(file, events, Random(cuts))
    if kept is None:
        return
    whole = fold(Hall(file), events[: kept.position])
    hall = unpacked(Hall(file), kept)
    assert hall == whole
    assert orders(hall) == orders(whole)

    fold(hall, events[kept.position :])
    fold(whole, events[kept.position :])

    assert hall == whole
    assert (hall.services, hall.windows_serving) == (whole.services, whole.windows_serving)
    assert orders(hall) == orders(whole)


def orders(hall: Hall) -> list[tuple[object, ...]]:
    """Return what stands in an order that somebody goes by, and that `==` does not look at."""
    day = hall.day
    return [
        tuple(hall.appointments),
        *(tuple(line.ticket_ids()) for line in day.lines.values()),
        *(tuple(each) for each in (day.tickets, day.held, day.awaiting_paper, day.not_before)),
        *(tuple(each) for each in (day.lines, day.lines_at, day.lines_for)),
        *(tuple(each) for each in (day.windows, day.alarms, hall.cases)),
    ]


@settings(max_examples=80, deadline=None)
@given(test_hall.WISHES, CUTS)
def test_of_a_day_in_which_everything_happens(wishes: list[test_hall.Wish], cuts: int) -> None:
    scene = test_hall.after(wishes)
    check(scene.hall.file, scene.events, cuts)


@settings(max_examples=30, deadline=None)
@given(test_visits.PRESSES, CUTS)
def test_of_visits_of_several_services(presses: list[test_visits.Press], cuts: int) -> None:
    scene = test_visits.after(presses)
    check(scene.hall.file, scene.events, cuts)


@settings(max_examples=60, deadline=None)
@given(test_appointments.WISHES, test_appointments.RULES, test_appointments.RULES, CUTS)
def test_of_days_with_appointments(
    wishes: list[tuple[str, int, int]], early: str, late: str, cuts: int
) -> None:
    counter = test_appointments.after(wishes, early, late)
    check(counter.hall.file, counter.events, cuts)
