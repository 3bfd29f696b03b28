"""One coordinator owns a hall at a time, only the owner is heard, and soon there is one again."""

from collections.abc import Callable, Collection
from typing import Final

from simulation.checkers.verdict import Accuse

ONE: Final = "a hall has one owner"
SILENT: Final = "only the owner speaks"
SOON: Final = "a hall has an owner within 5 s"
BOUND_MS: Final = 5_000
BACK_MS: Final = 5_000
"""So long an owner that reaches its broker again may take to be heard."""
JUMP_FOUND_MS: Final = 2_000
"""When the server's clock jumps, an owner may learn so late that it is one no more. What it commits
is refused; what it says until then was true."""


class Owners:
    """Looks at what the database grants, at who commits and who speaks, and at who could."""

    def __init__(self, now_ms: Callable[[], int], accuse: Accuse) -> None:
        self._now_ms = now_ms
        self._accuse = accuse
        self._owner = ""
        self._epoch = 0
        self._until_ms = 0
        self._jump_forgiven_ms = 0
        self._served_at_ms = 0
        self._well: dict[str, int] = {}
        """Who could serve the hall, and since when."""
        self.takeovers = 0

    def granted(self, owner: str, epoch: int, until_ms: int) -> None:
        """The database has given the hall to a process, or prolonged that, until a true time."""
        if owner != self._owner or epoch != self._epoch:
            if self._owner and self._now_ms() < self._until_ms:
                self._accuse(ONE, f"{owner} takes what is {self._owner}'s until {self._until_ms}")
            if epoch <= self._epoch:
                self._accuse(ONE, f"epoch {epoch} of {owner} follows {self._epoch}")
            self.takeovers += self._epoch > 0
            self._owner, self._epoch = owner, epoch
        self._until_ms = until_ms

    def given_up(self, owner: str, epoch: int) -> None:
        """A process has given the hall away."""
        if (owner, epoch) == (self._owner, self._epoch):
            self._until_ms = self._now_ms()

    def wrote(self, owner: str, epoch: int) -> None:
        """A process has committed something; later than its lease, if nobody else had one since."""
        if (owner, epoch) != (self._owner, self._epoch):
            self._accuse(ONE, f"{owner} commits in its epoch {epoch}: {self._owner} has the hall")

    def spoke(self, owner: str) -> None:
        """A process has published something."""
        now_ms = self._now_ms()
        if (owner != self._owner or now_ms >= self._until_ms) and now_ms > self._jump_forgiven_ms:
            self._accuse(
                SILENT, f"{owner} speaks at {now_ms}: {self._owner} owns it until {self._until_ms}"
            )

    def shifted(self, by_ms: int) -> None:
        """The server's clock has jumped, so that the lease ends so much earlier."""
        self._until_ms -= by_ms
        self._jump_forgiven_ms = self._now_ms() + JUMP_FOUND_MS
        self._served_at_ms = self._now_ms() + abs(by_ms)

    def look(self, well: Collection[str], in_charge: Collection[str]) -> None:
        """Look who could serve the hall now, and who does, or ails in a way that nobody sees."""
        now_ms = self._now_ms()
        was_well, is_well = self._owner in self._well, self._owner in well
        self._well = {process: self._well.get(process, now_ms) for process in well}
        serves = self._owner in in_charge and now_ms < self._until_ms
        if serves or (was_well and not is_well):  # or it has failed just now
            self._served_at_ms = max(self._served_at_ms, now_ms)
        elif is_well and not was_well:
            self._served_at_ms = max(self._served_at_ms, now_ms + BACK_MS)
        long_well = [each for each, since in self._well.items() if now_ms - since > BOUND_MS]
        if long_well and now_ms - self._served_at_ms > BOUND_MS:
            self._accuse(SOON, f"{self._owner} had it last, {long_well} could for {BOUND_MS} ms")
            self._served_at_ms = now_ms

    def compare(self, in_charge: Collection[str]) -> None:
        """See, when nothing is wrong any more, that one serves the hall."""
        if [*in_charge] != [self._owner]:
            self._accuse(ONE, f"{[*in_charge]} serve it, it is {self._owner}'s")
