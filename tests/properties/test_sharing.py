"""Whatever processes come, die, lose their brokers or see an old picture: halls find their owners.

The leases are modelled as the database keeps them: one statement takes a hall that is free.
"""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from coordinator.service.sharing import Peer, Tenure, moves

HALLS = "abcdefg"
PROCESSES = "pqrst"
SETTLE_ROUNDS = 40


class Table:
    """Who owns what, and who lives."""

    def __init__(self, halls: str) -> None:
        self.owners: dict[str, str | None] = dict.fromkeys(halls)
        self.peers: dict[str, Peer] = {}
        self.moved = 0

    def seen(self) -> tuple[dict[str, Tenure], dict[str, Peer]]:
        return {hall: Tenure(owner) for hall, owner in self.owners.items()}, dict(self.peers)

    def act(self, process: str, seen: tuple[dict[str, Tenure], dict[str, Peer]]) -> None:
        """Let a process do what it finds right, by a picture that may be old."""
        wanted = moves(process, *seen)
        for hall in wanted.take:
            if self.owners[hall] is None:  # or the statement takes nothing
                self.owners[hall] = process
                self.moved += 1
        for hall, _ in wanted.let_go:
            if self.owners[hall] == process:
                self.owners[hall] = None
                self.moved += 1

    def die(self, process: str) -> None:
        self.peers.pop(process, None)
        for hall, owner in self.owners.items():
            if owner == process:
                self.owners[hall] = None


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table after any course of events."""
    halls = HALLS[: draw(st.integers(1, len(HALLS)))]
    table = Table(halls)
    old = table.seen()
    for _ in range(draw(st.integers(0, 30))):
        process = draw(st.sampled_from(PROCESSES))
        match draw(st.sampled_from(["join", "die", "act", "act on an old picture"])):
            case "join":
                reaches = {hall: draw(st.booleans()) for hall in halls}
                table.peers[process] = Peer(reaches, settled=draw(st.booleans()))
            case "die":
                table.die(process)
            case "act" if process in table.peers:
                old = table.seen()
                table.act(process, old)
            case _ if process in table.peers:
                table.act(process, old)
    table.peers.setdefault("p", Peer(dict.fromkeys(halls, True)))
    return table


@given(tables())
def test_all_find_an_owner_and_then_nothing_moves_any_more(table: Table) -> None:
    for _ in range(SETTLE_ROUNDS):
        for process in sorted(table.peers):
            table.act(process, table.seen())
    before = table.moved

    for process in sorted(table.peers):
        table.act(process, table.seen())

    assert table.moved == before
    assert None not in table.owners.values()
    for hall, owner in table.owners.items():
        assert owner is not None
        reaching = [name for name, peer in table.peers.items() if peer.reaches[hall]]
        assert owner in (reaching or table.peers)


@given(tables(), st.integers(1, len(PROCESSES)))
def test_who_can_do_the_same_has_as_much_to_do(table: Table, living: int) -> None:
    table.peers = {name: Peer(dict.fromkeys(table.owners, True)) for name in PROCESSES[:living]}
    for hall, owner in table.owners.items():
        if owner not in table.peers:
            table.owners[hall] = None

    for _ in range(SETTLE_ROUNDS):
        seen = table.seen()  # all see the same, and act at once
        for process in sorted(table.peers):
            table.act(process, seen)

    loads = Counter(table.owners.values())
    assert max(loads.values()) <= ceil(len(table.owners) / living)


@given(tables())
def test_a_hall_whose_owner_lives_and_reaches_its_broker_moves_for_balance_alone(
    table: Table,
) -> None:
    for process in table.peers:
        halls, peers = table.seen()
        load = Counter(tenure.owner for tenure in halls.values())
        for hall, _ in moves(process, halls, peers).let_go:
            assert not peers[process].reaches[hall] or load[process] >= 2
