"""Whatever is lost or late: each call is said at most once, in time, and gaps are filled."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from contract.ids import EpochMs
from contract.messages.state import BoardCall
from display.core.announcements import Announcements
from tests.helpers.board import NOON, board, call, news

BOARD_CALLS = 12
STEPS = st.sampled_from(["call", "lost call", "finish", "board", "repeat", "wait", "say"])


@dataclass
class Zone:
    """The zone as the coordinator knows it, a lossy line, and the display at its end."""

    calls: list[BoardCall] = field(default_factory=list)
    now_ms: int = NOON
    display: Announcements = field(default_factory=Announcements)
    said: list[BoardCall] = field(default_factory=list)

    def call(self, *, heard: bool) -> None:
        self.now_ms += 1
        seq = len(self.calls) + 1
        made = call(seq, window=f"w{seq}", at_ms=self.now_ms)
        self.calls.append(made)
        if heard:
            self.display.on_call(news(made))

    def finish(self) -> None:
        if self.calls:
            last = self.calls[-1]
            self.calls[-1] = call(
                last.seq, window=last.window_id, at_ms=last.called_at_ms, active=False
            )

    def board(self) -> None:
        self.display.on_board(board(*reversed(self.calls[-BOARD_CALLS:])))

    def say(self) -> BoardCall | None:
        said = self.display.next(EpochMs(self.now_ms))
        if said is not None:
            self.said.append(said)
        return said

    def step(self, what: str) -> None:
        match what:
            case "call":
                self.call(heard=True)
            case "lost call":
                self.call(heard=False)
            case "finish":
                self.finish()
            case "board":
                self.board()
            case "repeat" if self.calls:
                self.display.on_call(news(self.calls[-1]))
            case "wait":
                self.now_ms += 25_000
            case "say":
                self.say()


@given(st.lists(STEPS, max_size=60))
def test_each_call_is_said_at_most_once_and_never_late(steps: list[str]) -> None:
    zone = Zone()
    for step in steps:
        before = len(zone.said)
        zone.step(step)
        for said in zone.said[before:]:
            assert zone.now_ms < said.expires_at_ms

    seqs = [said.seq for said in zone.said]
    assert len(seqs) == len(set(seqs))


@given(st.lists(STEPS, max_size=40), st.integers(1, BOARD_CALLS))
def test_what_was_missed_is_filled_from_the_board(steps: list[str], missed: int) -> None:
    zone = Zone()
    for step in steps:
        zone.step(step)
    zone.board()  # the first one at the latest: from here on nothing may be lost
    while zone.say() is not None:
        pass
    for _ in range(missed):
        zone.call(heard=False)
    zone.board()

    caught_up = []
    while (said := zone.say()) is not None:
        caught_up.append(said.seq)

    assert caught_up == [made.seq for made in zone.calls[-missed:]]


@given(
    st.lists(st.tuples(st.sampled_from(["call", "over", "say", "wait"]), st.integers(1, 3))),
    st.integers(1, 3),
)
def test_repeats_are_of_what_is_called_now_and_never_too_many(
    steps: list[tuple[str, int]], repeats: int
) -> None:
    """Three windows call, end and call again; some hours of them are quiet."""
    quiet_ms = range(NOON + 100_000, NOON + 200_000)
    announcements = Announcements(repeats=repeats, quiet=quiet_ms.__contains__)
    announcements.on_board(board())
    now_ms, newest, said = NOON + 0, dict[int, BoardCall](), list[BoardCall]()
    for seq, (what, window) in enumerate(steps, 1):
        now_ms += 1
        match what:
            case "call":
                newest[window] = call(seq, window=f"w{window}", at_ms=now_ms)
                announcements.on_call(news(newest[window]))
            case "over" if window in newest:
                ended = newest.pop(window)
                over = call(ended.seq, window=f"w{window}", at_ms=ended.called_at_ms, active=False)
                announcements.on_board(board(over))
            case "wait":
                now_ms += 25_000
            case "say" if (made := announcements.next(EpochMs(now_ms))) is not None:
                assert made in newest.values()
                assert now_ms < made.expires_at_ms
                assert now_ms not in quiet_ms
                said.append(made)

    assert all(said.count(made) <= repeats for made in said)
