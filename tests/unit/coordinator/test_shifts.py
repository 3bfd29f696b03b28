"""Rules of signing in and out: PINs, taking over, and the ticket that is left behind."""

import pytest

from contract.hall import HallFile
from contract.ids import ClerkId, WindowId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.commands import PinCheck
from coordinator.domain.events import ClerkSignedIn, ClerkSignedOut, TicketHeld, WindowPaused
from coordinator.domain.hall import WindowStatus
from coordinator.domain.ticket import State
from tests.helpers.scene import LI, W1, W2, WANG, Scene, hall_file, text


def with_pin() -> HallFile:
    """Return the small hall, where Li signs in with a PIN and Wang without."""
    return hall_file(
        clerk=[
            {"id": "li", "name": text("li"), "pin": True},
            {"id": "wang", "name": text("wang")},
        ]
    )


@pytest.mark.parametrize(
    ("pin", "refusal"),
    [
        (PinCheck.NOT_GIVEN, errors.PinNeeded),
        (PinCheck.WRONG, errors.PinWrong),
        (PinCheck.LOCKED, errors.PinLocked),
    ],
)
def test_a_clerk_with_a_pin_signs_in_with_nothing_but_the_right_one(
    pin: PinCheck, refusal: type[errors.Refused]
) -> None:
    scene = Scene(with_pin())
    with pytest.raises(refusal):
        scene.at_window(do.SignIn, clerk_id=LI, pin=pin)

    scene.at_window(do.SignIn, clerk_id=LI, pin=PinCheck.RIGHT)

    assert scene.hall.window(W1).clerk_id == LI


def test_a_clerk_without_a_pin_is_asked_for_none() -> None:
    scene = Scene(with_pin())

    scene.at_window(do.SignIn, clerk_id=WANG)

    assert scene.hall.window(W1).clerk_id == WANG


def test_a_wrong_pin_says_nothing_of_who_works_where() -> None:
    scene = Scene(with_pin())
    scene.staffed(W1, WANG)

    with pytest.raises(errors.PinWrong):
        scene.at_window(do.SignIn, clerk_id=LI, pin=PinCheck.WRONG)


def test_taking_over_a_window_is_asked_for_and_keeps_its_ticket() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.issue()
    ticket = scene.call()
    with pytest.raises(errors.WindowTaken):
        scene.at_window(do.SignIn, clerk_id=WANG)

    events = scene.at_window(do.SignIn, clerk_id=WANG, take_over=True)

    assert events == (
        ClerkSignedOut(at_ms=scene.now_ms, window_id=W1, clerk_id=LI, reason="taken_over"),
        ClerkSignedIn(at_ms=scene.now_ms, window_id=W1, clerk_id=WANG),
    )
    assert scene.hall.window(W1).ticket_id == ticket.id
    assert scene.hall.day.window_of_clerk == {WANG: W1}


def test_a_clerk_who_moves_leaves_no_ticket_behind() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.issue()
    ticket = scene.call()
    with pytest.raises(errors.ClerkElsewhere):
        scene.at_window(do.SignIn, W2, clerk_id=LI)

    events = scene.at_window(do.SignIn, W2, clerk_id=LI, take_over=True)

    assert [type(event) for event in events] == [TicketHeld, ClerkSignedOut, ClerkSignedIn]
    assert (ticket.state, ticket.hold_reason) == (State.HELD, "taken_over")
    assert scene.hall.window(W1).status is WindowStatus.CLOSED
    assert (scene.hall.window(W2).clerk_id, scene.hall.day.window_of_clerk) == (LI, {LI: W2})


def test_taking_over_may_end_two_shifts_at_once() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)

    scene.at_window(do.SignIn, W2, clerk_id=LI, take_over=True)

    assert scene.hall.day.window_of_clerk == {LI: W2}
    assert scene.hall.window(W1).status is WindowStatus.CLOSED


def test_a_shift_ends_over_an_open_ticket_only_if_it_is_to_be_held() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    ticket = scene.call()
    with pytest.raises(errors.WindowBusy):
        scene.at_window(do.SignOut)

    scene.at_window(do.SignOut, hold_ticket=True)

    assert (ticket.state, ticket.hold_reason) == (State.HELD, "signed_out")
    assert scene.hall.window(W1).status is WindowStatus.CLOSED


def test_a_pause_over_an_open_ticket_holds_it_for_the_same_reason() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    ticket = scene.call()
    with pytest.raises(errors.WindowBusy):
        scene.at_window(do.PauseWindow, reason="meeting")

    events = scene.at_window(do.PauseWindow, reason="meeting", hold_ticket=True)

    assert [type(event) for event in events] == [TicketHeld, WindowPaused]
    assert (ticket.state, ticket.hold_reason) == (State.HELD, "meeting")


def test_signing_in_where_one_works_already_changes_nothing() -> None:
    scene = Scene()
    scene.staffed(W1, LI)

    assert scene.at_window(do.SignIn, clerk_id=LI, take_over=True) == ()
    with pytest.raises(errors.UnknownClerk):
        scene.at_window(do.SignIn, WindowId("w1"), clerk_id=ClerkId("nobody"))
