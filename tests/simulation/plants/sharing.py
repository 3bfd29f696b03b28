"""Bugs of coordinators that share a hall."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final, cast
from unittest.mock import patch

from coordinator.adapters import roster
from coordinator.adapters.lease import Lease
from coordinator.domain.hall import Hall
from coordinator.service import loop, sharing
from coordinator.service.restoring import Restored, restored
from coordinator.service.sharing import Tenure
from simulation.world.leases import LeaseTable
from tests.simulation.plants.plant import Plant


def _checks_no_fence() -> AbstractContextManager[Any]:
    """Whoever has had a lease may commit for ever."""
    return patch.object(LeaseTable, "check", lambda self, hall, fence: None)


def _speaks_after_its_lease() -> AbstractContextManager[Any]:
    """Only the database says that it has ended."""
    return patch.object(Lease, "holds", lambda self: not self._lost)


def _takes_over_without_the_tail() -> AbstractContextManager[Any]:
    """Whoever takes over does not wait for the last commits, and goes on where they end."""

    class Hasty:
        def __init__(self, store: Any) -> None:
            self.snapshot, self.visitors = store.snapshot, store.visitors
            self.rows = store.load

        def load(self, *, after_position: int = 0) -> Any:
            rows = [*self.rows(after_position=after_position)]
            self.last = rows[-1].position if rows else after_position
            return rows[:-3] if after_position else rows

    def hasty(empty: Hall, store: Any, digest: str, events_a_piece: int) -> Restored:
        found = restored(empty, seen := cast("Any", Hasty(store)), digest, events_a_piece)
        return found._replace(position=seen.last)

    return patch.object(loop, "restored", hasty)


def _keeps_a_hall_out_of_reach() -> AbstractContextManager[Any]:
    """Whether its owner reaches the broker is nobody's business."""
    return patch.object(
        sharing,
        "_able",
        lambda hall, peers: [each for each, peer in sorted(peers.items()) if hall in peer.reaches],
    )


def _waits_for_a_dead_owner() -> AbstractContextManager[Any]:
    """A hall is free when its owner has let it go, and only then."""
    return patch.object(roster, "_tenure", lambda row: Tenure(row.owner or None if row else None))


SHARING: Final[Mapping[str, Plant]] = {
    "lets two owners commit": Plant(
        frozenset({"a hall has one owner"}), _checks_no_fence, coordinators=2
    ),
    "goes on speaking after its lease": Plant(
        frozenset({"only the owner speaks"}), _speaks_after_its_lease, coordinators=2
    ),
    "takes over without the tail of the journal": Plant(
        frozenset({"no number twice", "a ticket is in one place", "screens equal the journal"}),
        _takes_over_without_the_tail,
        coordinators=2,
    ),
    "keeps a hall whose broker it does not reach": Plant(
        frozenset({"a hall has an owner within 5 s"}), _keeps_a_hall_out_of_reach, coordinators=2
    ),
    "waits for a dead owner to let go": Plant(
        frozenset({"a hall has an owner within 5 s"}), _waits_for_a_dead_owner, coordinators=2
    ),
}
