"""A hall as the journal has it."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import structlog

from contract.messages.commands import GivenCard
from coordinator.domain.evolve import evolve
from coordinator.domain.hall import Hall
from coordinator.service.ports import Store, VisitorKey
from coordinator.service.snapshots import EVENTS_A_PIECE, SnapshotDamaged, Snapshots, unpacked

log = structlog.get_logger("coordinator")


class Restored(NamedTuple):
    """A hall, where its journal ends, what its snapshot lacks, and who is in it."""

    hall: Hall
    position: int
    snapshots: Snapshots
    visitors: Mapping[VisitorKey, GivenCard]


def restored(
    empty: Hall, store: Store, file_digest: str, events_a_piece: int = EVENTS_A_PIECE
) -> Restored:
    """Return the hall that the journal says there is. Raises `StoreUnavailable`."""
    with _nothing_collected():
        hall, position, snapshots = _unpacked(empty, store, file_digest, events_a_piece)
        for record in store.load(after_position=position):
            evolve(hall, record.event)
            snapshots.note(hall, [record.event])
            position = record.position
    return Restored(hall, position, snapshots, store.visitors(hall.day.date))


def _unpacked(
    empty: Hall, store: Store, file_digest: str, events_a_piece: int
) -> tuple[Hall, int, Snapshots]:
    """Return the hall of the snapshot, or an empty one."""
    snapshots = Snapshots(events_a_piece=events_a_piece)
    snapshot = store.snapshot(file_digest)
    if snapshot is not None:
        try:
            hall = unpacked(empty, snapshot)
        except SnapshotDamaged as error:
            log.warning("snapshot.damaged", why=str(error), hint="the whole day is read instead")
        else:
            snapshots.go_on(hall)
            return hall, snapshot.position, snapshots
    return empty.empty(), 0, snapshots


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the collector from going through all that is read, again and again: all of it stays."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
