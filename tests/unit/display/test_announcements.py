from contract.ids import EpochMs
from display.core.announcements import Announcements, Dropped, Why
from tests.helpers.board import EXPIRES_MS, NOON, board, call, news


def test_a_new_call_is_said_once() -> None:
    calls = Announcements()
    calls.on_board(board())

    calls.on_call(news(call(1)))
    calls.on_call(news(call(1)))  # MQTT may repeat it

    assert calls.next(NOON) == call(1)
    calls.on_call(news(call(1)))
    calls.on_board(board(call(1)))
    assert calls.next(NOON) is None


def test_calls_made_before_the_display_began_are_not_shouted() -> None:
    calls = Announcements()

    calls.on_board(board(call(7, at_ms=NOON - 500), call(6, at_ms=NOON - 900)))

    assert calls.next(NOON) is None


def test_a_board_of_an_older_time_does_not_let_old_calls_be_said_anew() -> None:
    """The broker came back with what it had a minute ago, and the coordinator after it."""
    calls = Announcements()
    calls.on_board(board(call(7, at_ms=NOON - 60_000)), believed=False)

    calls.on_board(board(call(9, at_ms=NOON - 500), call(7, at_ms=NOON - 60_000)))
    assert calls.next(NOON) is None

    calls.on_board(board(call(10, at_ms=NOON)))
    assert calls.next(NOON) == call(10, at_ms=NOON)


def test_a_call_that_comes_before_the_first_board_is_news() -> None:
    calls = Announcements()

    calls.on_call(news(call(7)))
    calls.on_board(board(call(7), call(6, at_ms=NOON - 900)))

    assert calls.next(NOON) == call(7)
    assert calls.next(NOON) is None


def test_what_was_missed_while_the_line_was_down_is_said_in_order() -> None:
    calls = Announcements()
    calls.on_board(board(call(5, at_ms=NOON - 10_000)))

    missed = [call(seq, f"B00{seq}", f"w{seq}", at_ms=NOON + seq) for seq in (6, 7, 8)]
    calls.on_board(board(*reversed(missed), call(5, at_ms=NOON - 10_000)))

    now = EpochMs(NOON + 1000)
    assert [calls.next(now) for _ in range(4)] == [*missed, None]


def test_an_expired_call_is_dropped_and_the_next_one_said() -> None:
    calls = Announcements()
    calls.on_board(board())
    old, fresh = call(1), call(2, "B001", at_ms=NOON + 30_000)
    calls.on_call(news(old))
    calls.on_call(news(fresh))

    assert calls.next(EpochMs(NOON + EXPIRES_MS)) == fresh
    assert calls.take_dropped() == [Dropped(old, Why.EXPIRED)]
    assert calls.take_dropped() == []


def test_a_call_whose_ticket_is_finished_meanwhile_is_not_said() -> None:
    calls = Announcements()
    calls.on_board(board())
    calls.on_call(news(call(1)))

    calls.on_board(board(call(1, active=False)))

    assert calls.next(NOON) is None
    assert [dropped.why for dropped in calls.take_dropped()] == [Why.OVER]


def test_a_recall_is_a_call_of_its_own() -> None:
    calls = Announcements()
    calls.on_board(board())
    calls.on_call(news(call(1)))
    assert calls.next(NOON) == call(1)

    calls.on_call(news(call(2, count=2, at_ms=NOON + 5000)))

    assert calls.next(EpochMs(NOON + 6000)) == call(2, count=2, at_ms=NOON + 5000)


def test_of_a_window_that_called_again_only_the_newest_call_is_said() -> None:
    calls = Announcements()
    calls.on_board(board())
    calls.on_call(news(call(1)))
    calls.on_call(news(call(2, "B001", "w8", at_ms=NOON + 1)))
    calls.on_call(news(call(3, count=2, at_ms=NOON + 2)))

    now = EpochMs(NOON + 3)
    assert [said and said.seq for said in (calls.next(now), calls.next(now))] == [2, 3]
    assert calls.next(now) is None
    assert calls.take_dropped() == [Dropped(call(1), Why.MERGED)]


def test_a_call_is_repeated_after_all_new_ones_until_its_ticket_has_come() -> None:
    calls = Announcements(repeats=3)
    first, second = call(1), call(2, "B001", "w8", at_ms=NOON + 1)
    now = EpochMs(NOON + 2)
    calls.on_board(board())
    calls.on_call(news(first))
    assert calls.next(now) == first

    calls.on_call(news(second))
    assert [calls.next(now) for _ in range(3)] == [second, first, second]

    calls.on_board(board(second, call(1, active=False)))
    assert [calls.next(now) for _ in range(2)] == [second, None]


def test_no_repeat_goes_on_once_its_window_has_called_another() -> None:
    calls = Announcements(repeats=2)
    calls.on_board(board())
    calls.on_call(news(call(1)))
    calls.on_call(news(call(2, "B001", "w8", at_ms=NOON + 1)))
    now = EpochMs(NOON + 5)
    assert [said and said.seq for said in (calls.next(now), calls.next(now))] == [1, 2]

    calls.on_call(news(call(3, "A013", at_ms=NOON + 4)))

    assert [said and said.seq for said in (calls.next(now), calls.next(now))] == [3, 2]
    assert [said and said.seq for said in (calls.next(now), calls.next(now))] == [3, None]


def test_in_quiet_hours_a_call_is_dropped_and_not_kept_for_later() -> None:
    calls = Announcements(quiet=lambda now_ms: now_ms < NOON + 10)
    calls.on_board(board())
    calls.on_call(news(call(1)))

    assert calls.next(NOON) is None
    assert calls.next(EpochMs(NOON + 10)) is None
    assert calls.take_dropped() == [Dropped(call(1), Why.QUIET)]


def test_a_hall_with_a_new_database_counts_from_one_and_is_heard() -> None:
    calls = Announcements()
    calls.on_board(board(call(500, at_ms=NOON - 60_000)))

    calls.on_board(board(call(1, "A001")))

    assert calls.next(NOON) == call(1, "A001")


def test_an_old_board_of_a_broker_that_forgot_brings_nothing_back() -> None:
    calls = Announcements()
    calls.on_board(board())
    calls.on_call(news(call(1)))
    calls.on_call(news(call(2, "B001", "w8", at_ms=NOON + 1)))
    assert calls.next(NOON) is not None
    assert calls.next(NOON) is not None

    calls.on_board(board(call(1)))
    calls.on_board(board(call(2, "B001", "w8", at_ms=NOON + 1), call(1)))

    assert calls.next(NOON) is None
