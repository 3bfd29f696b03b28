"""Commands are repeated with the same id until answered, and given up when nobody wants them."""

from msgspec import structs

from contract.ids import CommandId, EpochMs, WindowId
from contract.messages.answers import Done, TryAgain
from contract.messages.commands import CallNext
from messaging.pending import ANSWER_GRACE_MS, REPEAT_AFTER_MS, PendingCommands

CALL = CallNext(
    command_id=CommandId("c1"),
    sent_at_ms=EpochMs(0),
    expires_at_ms=EpochMs(10_000),
    window_id=WindowId("w1"),
)


def waiting() -> PendingCommands:
    pending = PendingCommands()
    pending.add(CALL, EpochMs(0))
    return pending


def test_a_command_is_due_at_once_and_then_after_a_while() -> None:
    pending = waiting()

    assert pending.due(EpochMs(1_000)) == [CALL]
    assert pending.due(EpochMs(1_000 + REPEAT_AFTER_MS - 1)) == []
    assert pending.due(EpochMs(1_000 + REPEAT_AFTER_MS)) == [CALL]


def test_all_are_due_when_the_line_is_back() -> None:
    pending = waiting()
    pending.due(EpochMs(1_000))

    pending.hurry()

    assert pending.due(EpochMs(1_001)) == [CALL]


def test_an_answer_settles_its_command_once() -> None:
    pending = waiting()
    answer = Done(command_id=CALL.command_id, answered_at_ms=EpochMs(5))

    assert pending.answered(answer) == CALL
    assert pending.answered(answer) is None
    assert pending.due(EpochMs(99_000)) == []


def test_try_again_keeps_the_command() -> None:
    pending = waiting()
    answer = TryAgain(command_id=CALL.command_id, answered_at_ms=EpochMs(5), message="disk full")

    assert pending.answered(answer) is None
    assert len(pending) == 1


def test_a_command_nobody_answered_is_given_up_after_its_expiry() -> None:
    pending = waiting()

    assert pending.expired(EpochMs(10_000 + ANSWER_GRACE_MS)) == []
    assert pending.expired(EpochMs(10_001 + ANSWER_GRACE_MS)) == [CALL]
    assert len(pending) == 0


def test_a_command_in_the_time_of_a_hall_an_hour_ahead_waits_no_longer_here() -> None:
    an_hour_ms = 3_600_000
    ahead = structs.replace(
        CALL, sent_at_ms=EpochMs(an_hour_ms), expires_at_ms=EpochMs(an_hour_ms + 10_000)
    )
    pending = PendingCommands()

    pending.add(ahead, EpochMs(0))

    assert pending.expired(EpochMs(10_001 + ANSWER_GRACE_MS)) == [ahead]
