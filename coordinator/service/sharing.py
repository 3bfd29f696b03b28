"""How several processes share halls: who should take one, and who should let one go. Pure.

Everybody who sees the same decides the same, so nobody asks anybody. Who sees something else is
kept from harm by the leases: only one can take a hall. So these rules are about rest and balance:

* A hall stays where it is, as long as its owner lives and reaches its broker.
* One that must move, or that nobody owns, goes to whoever has the fewest.
* A hall moves for the sake of balance only where that makes the difference smaller, and only to a
  process that has stood for a while: one that dies at each start takes nothing from the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

PATIENCE_MS: Final = 1000
"""Who should take a free hall has so long. Then anybody may: it may have just died, too."""

Process: TypeAlias = str
Hall: TypeAlias = str


class Peer(NamedTuple):
    """A process that lives."""

    reaches: Mapping[Hall, bool]
    """The halls it could own, and whether it reaches their brokers."""
    settled: bool = True
    """Whether it has lived for a while."""


class Tenure(NamedTuple):
    """Who owns a hall."""

    owner: Process | None
    """None if anybody may take it."""
    free_ms: int = 0
    """How long nobody has owned it."""


class LetGo(NamedTuple):
    """A hall to be let go, and why, for the technician."""

    hall: Hall
    why: str


class Moves(NamedTuple):
    """What a process should do."""

    take: Sequence[Hall]
    let_go: Sequence[LetGo]


def moves(me: Process, halls: Mapping[Hall, Tenure], peers: Mapping[Process, Peer]) -> Moves:
    """Return what the process `me`, one of `peers`, should do."""
    should = owners_wanted({hall: tenure.owner for hall, tenure in halls.items()}, peers)
    take = [
        hall
        for hall, tenure in sorted(halls.items())
        if tenure.owner is None
        and (should.get(hall) == me or tenure.free_ms >= PATIENCE_MS)
        and me in _able(hall, peers)
    ]
    mine = [hall for hall, tenure in sorted(halls.items()) if tenure.owner == me]
    away = [hall for hall in mine if should.get(hall, me) != me]
    cut_off = [hall for hall in away if me not in _able(hall, peers)]
    surplus = [hall for hall in away if hall not in cut_off][:1]  # each move is a short wait
    return Moves(
        take,
        [
            *(LetGo(hall, "it does not reach the hall's broker, another does") for hall in cut_off),
            *(LetGo(hall, "another process has fewer halls") for hall in surplus),
        ],
    )


def without_standby(
    me: Process, halls: Iterable[Hall], peers: Mapping[Process, Peer]
) -> frozenset[Hall]:
    """Return the halls that nobody but me could own now."""
    others = [peer for process, peer in peers.items() if process != me]
    return frozenset(
        hall for hall in halls if not any(peer.reaches.get(hall, False) for peer in others)
    )


def owners_wanted(
    owners: Mapping[Hall, Process | None], peers: Mapping[Process, Peer]
) -> dict[Hall, Process]:
    """Return who should own each hall, but for those that nobody could own."""
    able = {hall: _able(hall, peers) for hall in sorted(owners)}
    should = {hall: owner for hall, owner in owners.items() if owner and owner in able[hall]}
    load = Counter(should.values())
    for hall, could in able.items():
        if could and hall not in should:
            should[hall] = min(could, key=lambda process: (load[process], process))
            load[should[hall]] += 1
    while better := _better(should, load, able, peers):
        hall, process = better
        load[should[hall]] -= 1
        load[process] += 1
        should[hall] = process
    return should


def _able(hall: Hall, peers: Mapping[Process, Peer]) -> Sequence[Process]:
    """Return who could own a hall: who reaches its broker, or anybody if nobody does."""
    could = [process for process, peer in sorted(peers.items()) if hall in peer.reaches]
    return [process for process in could if peers[process].reaches[hall]] or could


def _better(
    should: Mapping[Hall, Process],
    load: Counter[Process],
    able: Mapping[Hall, Sequence[Process]],
    peers: Mapping[Process, Peer],
) -> tuple[Hall, Process] | None:
    """Return the one move that makes the greatest difference smaller; None if all is even."""
    options = (
        (load[process] - load[owner], process, hall)
        for hall, owner in sorted(should.items())
        for process in able[hall]
        if peers[process].settled and load[owner] - load[process] >= 2  # noqa: PLR2004 - not even
    )
    best = min(options, default=None)
    return (best[2], best[1]) if best else None
