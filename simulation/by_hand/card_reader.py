"""The simulated card reader, worked by hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from hardware.idcard.codec import Status
from hardware.idcard.records import LONG_TERM, CardKind
from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices import card_reader as faults
from simulation.devices.card_reader import SimCardReader
from simulation.devices.cards import SyntheticCard, draw_card_of

SPOILED: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "silence": faults.silence,
    "wrong-check": faults.wrong_check,
    "truncated": faults.truncated,
    "extra-aa": faults.extra_aa,
    "garbage-before": faults.garbage_before,
    "twice": faults.twice,
}


UNKNOWN_FLAG: Final = "Q"
LONG_ADDRESS: Final = "演示市样例区测试路" + "长" * 21 + "一百二十号"
SPECIAL: Final[Mapping[str, Mapping[str, str]]] = {
    "unknown-kind": {},
    "new-address": {},
    "long-term": {"valid_until": LONG_TERM},
    "long-address": {"address": LONG_ADDRESS},
    "rare-name": {"name": "李𠮷"},
}
"""What such a card has instead of the usual."""


class CardReaderOnTheBench:
    """A reader; the cards are of people who do not exist."""

    def __init__(self, around: Surroundings, reader: SimCardReader | None = None) -> None:
        self._around = around
        self._lies = ""
        self.device = reader or SimCardReader()

    @property
    def orders(self) -> Sequence[Order]:
        sim = self.device
        return (
            Order("insert", "lay a card down", self._insert),
            Order("insert-unreadable", "lay one down that must be laid again", self._unreadable),
            Order("insert-special", f"lay one down that is seldom: {', '.join(SPECIAL)}",
                  self._special),
            Order("remove", "take it away", self._remove),
            Order("lift-in-read", "take the next card away while it is read", self._lift_in_read),
            Order("finds-again", "find a card that was read again and again", self._finds_again),
            Order("silent-when-lifted", "in mid-read: no answer, not an error", self._silent),
            Order("deaf", "wrong speed, or no power", self._deaf),
            Order("fault", "answer this to everything; ok: it is over", self._fault),
            Order("spoil", f"the line does this to the next answer: {', '.join(SPOILED)}",
                  self._spoil),
            Order("drip", "so long between bytes; 0: at once", self._drip),
            Order("power-cycle", "switch off and on: silent for a while", sim.power_on),
        )  # fmt: skip

    def face(self) -> str:
        """Return what lies on it, and what it was last asked."""
        asked = [request.name.lower().replace("_", " ") for request in self.device.requests[-5:]]
        return f"on the reader: {self._lies or 'nothing'}\nasked: {', '.join(asked) or 'nothing'}"

    def _insert(self, kind: CardKind = CardKind.RESIDENT) -> str:
        return self._lay(kind, readable=True)

    def _unreadable(self, kind: CardKind = CardKind.RESIDENT) -> str:
        return self._lay(kind, readable=False)

    def _special(self, which: str) -> str:
        if which not in SPECIAL:
            raise ValueError(f'there is no "{which}"')
        card = _drawn(CardKind.RESIDENT)
        changed = replace(card, fields={**card.fields, **SPECIAL[which]})
        if which == "unknown-kind":
            changed = replace(changed, flag=UNKNOWN_FLAG)
        elif which == "new-address":
            changed = replace(changed, new_address=LONG_ADDRESS)
        return self._put(changed, which, readable=True)

    def _lay(self, kind: CardKind, *, readable: bool) -> str:
        name = kind.name.lower().replace("_", " ") + ("" if readable else ", not readable")
        return self._put(_drawn(kind), name, readable=readable)

    def _put(self, card: SyntheticCard, name: str, *, readable: bool) -> str:
        self._lies = name
        self.device.insert(card, readable=readable)
        return f"on the reader: {self._lies}"

    def _remove(self) -> None:
        self._lies = ""
        self.device.remove()

    def _lift_in_read(self) -> None:
        self._lies = ""
        self.device.lift_in_next_read()

    def _finds_again(self, again: bool) -> None:  # noqa: FBT001 - a word that is typed
        self.device.finds_again = again

    def _silent(self, silent: bool) -> None:  # noqa: FBT001
        self.device.silent_when_lifted = silent

    def _deaf(self, deaf: bool) -> None:  # noqa: FBT001
        self.device.deaf = deaf

    def _fault(self, status: Status) -> None:
        self.device.fault = None if status is Status.OK else status

    def _spoil(self, how: str) -> None:
        if how not in SPOILED:
            raise ValueError(f'there is no "{how}"')
        self.device.spoil_next(SPOILED[how])

    def _drip(self, seconds: float) -> None:
        self.device.drip_s = max(0.0, seconds)


def _drawn(kind: CardKind) -> SyntheticCard:
    return draw_card_of(kind, Random(), date.today())  # noqa: DTZ011 - the citizen's calendar


def make(around: Surroundings) -> CardReaderOnTheBench:
    """Return a reader on which nothing lies."""
    return CardReaderOnTheBench(around)
