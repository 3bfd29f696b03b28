from unittest.mock import create_autospec

import pytest

from contract.hall import HallFile, Voice
from contract.ids import EpochMs
from contract.text import Text
from display.core import ports
from display.core.announcer import Announcer
from messaging import HallWatch, LinkState
from tests.helpers.board import EXPIRES_MS, HALL, MAIN, NOON, board, call, heartbeat, news


class Desk:
    """An announcer whose voice only listens."""

    def __init__(self, voice: Voice | None = None, hall: HallFile = HALL) -> None:
        hall = hall.model_copy(update={"voice": voice}) if voice else hall
        self.watch = HallWatch()
        self.voice = create_autospec(ports.Voice, instance=True)
        self.announcer = Announcer(hall, MAIN, ("zh", "en"), voice=self.voice, watch=self.watch)
        self.announcer.on_board(board(), NOON)

    def begun(self) -> list[str]:
        return [args.args[0].name for args in self.voice.say.call_args_list]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_next_call_waits_until_the_last_is_said(desk: Desk) -> None:
    desk.announcer.on_call(news(call(1)), NOON)
    desk.announcer.on_call(news(call(2, "B001", "w8")), NOON)
    assert desk.begun() == ["1-A012-3-1"]

    desk.announcer.on_done(NOON)

    assert desk.begun() == ["1-A012-3-1", "2-B001-8-1"]


def test_a_call_that_waited_too_long_is_never_begun(desk: Desk) -> None:
    desk.announcer.on_call(news(call(1)), NOON)
    desk.announcer.on_call(news(call(2)), NOON)

    desk.announcer.on_done(EpochMs(NOON + EXPIRES_MS))

    assert desk.begun() == ["1-A012-3-1"]


def test_when_many_wait_each_is_said_in_one_language_only(desk: Desk) -> None:
    for seq in range(1, 7):
        desk.announcer.on_call(news(call(seq, window=f"w{seq}")), NOON)
    for _ in range(5):
        desk.announcer.on_done(NOON)

    said = [args.args[0] for args in desk.voice.say.call_args_list]
    languages = ["".join(u.language for u in announcement.utterances) for announcement in said]
    assert languages == ["zhen", "zh", "zh", "zhen", "zhen", "zhen"]


def test_a_call_to_a_window_unknown_here_does_not_stop_the_others(desk: Desk) -> None:
    desk.announcer.on_call(news(call(1, window="w99")), NOON)
    desk.announcer.on_call(news(call(2)), NOON)

    assert desk.begun() == ["2-A012-3-1"]


def test_a_display_whose_clock_is_wrong_speaks_in_the_time_of_the_hall(desk: Desk) -> None:
    late = EpochMs(NOON + 3_600_000)  # this machine is an hour ahead
    desk.watch.on_link(LinkState.CONNECTED, "", late)
    desk.watch.on_hall(heartbeat(NOON), late)
    desk.watch.on_hall(heartbeat(NOON + 5000), EpochMs(late + 5000))

    desk.announcer.on_call(news(call(1, at_ms=NOON + 5000)), EpochMs(late + 5000))

    [said] = desk.voice.say.call_args_list
    assert said.args[0].until_ms == late + 5000 + EXPIRES_MS


def test_the_hall_file_says_how_often_and_when_it_speaks() -> None:
    desk = Desk(Voice(repeats=2, quiet=["12:00-12:30"]))  # it is noon in the hall
    desk.announcer.on_call(news(call(1)), NOON)
    assert desk.begun() == []

    later = EpochMs(NOON + 30 * 60_000)
    desk.announcer.on_call(news(call(2, at_ms=later)), later)
    desk.announcer.on_done(later)
    desk.announcer.on_done(later)

    assert desk.begun() == ["2-A012-3-1", "2-A012-3-1"]


def test_a_group_is_called_in_its_own_words() -> None:
    groups = tuple(
        each.model_copy(update={"spoken": Text(zh="{number}号请缴费", en="{number}, please pay")})
        if each.id == "general"
        else each
        for each in HALL.group
    )
    desk = Desk(hall=HALL.model_copy(update={"group": groups}))

    desk.announcer.on_call(news(call(1)), NOON)

    [said] = desk.voice.say.call_args_list
    assert [each.text for each in said.args[0].utterances] == [
        "A零一二号请缴费",
        "A, 0 1 2, please pay",
    ]


@pytest.mark.parametrize(("at", "gain_db"), [("12:00-13:00", -9), ("13:00-14:00", 0)])
def test_the_hour_of_the_hall_says_how_loud_a_call_is(at: str, gain_db: int) -> None:
    desk = Desk(Voice.model_validate({"softer": [{"at": at, "db": -9}]}))  # it is noon there

    desk.announcer.on_call(news(call(1)), NOON)

    assert desk.voice.say.call_args.args[0].gain_db == gain_db
