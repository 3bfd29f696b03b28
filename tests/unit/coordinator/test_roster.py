"""What a process does about its leases, turn by turn, without its thread."""

from collections.abc import Mapping
from typing import cast

from coordinator.adapters.lease import Lease
from coordinator.adapters.roster import BEAT_S, REST_S, Roster
from journal import LEASE_MS, LeaseRow, Leases, ProcessRow

HALL = "north"


class OneLease:
    """A database with one hall, and nobody else who wants it."""

    def __init__(self) -> None:
        self.epoch = 0
        self.owned = False

    def beat(self, reaches: Mapping[str, bool]) -> None:
        self.reaches = reaches

    def renew(self, epochs: Mapping[str, int]) -> set[str]:
        return set(epochs)

    def take(self, hall: str, why: str) -> int | None:
        assert not self.owned
        self.owned = True
        self.epoch += 1
        return self.epoch

    def let_go(self, hall: str, epoch: int, why: str) -> None:
        self.owned = False

    def forget_silent(self) -> None:
        pass

    def look(self) -> tuple[list[LeaseRow], list[ProcessRow]]:
        owner, left_ms = ("p", LEASE_MS) if self.owned else ("", 0)
        return (
            [LeaseRow(HALL, owner, self.epoch, left_ms, 0, "")],
            [ProcessRow("p", HALL, "here", True, 10_000, 0)],
        )


class Halls:
    """Notes what it is given, and fails at once to serve it."""

    def __init__(self) -> None:
        self.taken_epochs: list[int] = []
        self.roster: Roster

    def taken(self, lease: Lease, why: str) -> None:
        self.taken_epochs.append(lease.epoch)
        self.roster.release(lease, "no space left on device")

    def lost(self, lease: Lease) -> None:
        raise AssertionError

    def unwanted(self, lease: Lease, why: str) -> None:
        raise AssertionError


def test_a_hall_that_cannot_be_served_is_not_taken_again_and_again() -> None:
    halls, now_s = Halls(), [100.0]
    leases = cast("Leases", OneLease())
    roster = halls.roster = Roster(leases, "p", [HALL], halls, shares=True, now_s=lambda: now_s[0])
    roster.reaches = {HALL: True}

    for _ in range(10):  # each thing released wakes the thread at once
        roster.turn()
    assert halls.taken_epochs == [1]

    now_s[0] += REST_S
    assert roster.turn() == BEAT_S
    assert halls.taken_epochs == [1, 2]
