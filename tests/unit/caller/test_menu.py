"""What has no button of its own: calls by line and number, undo, shifts that change, help."""

import pytest

from caller.core.screens import Confirm, Entry, Options, Panel, PauseReason, SignIn
from contract.ids import EpochMs
from contract.messages.state import UndoOffer
from tests.helpers.desk import HALL, HOUSING, NOW_MS, WINDOW, called, closed, free, serving
from tests.helpers.desk import ticket as panel_ticket
from tests.unit.caller.clerk import Clerk

UNDO = UndoOffer(
    ticket_id=panel_ticket().ticket_id,
    number=panel_ticket().number,
    until_ms=EpochMs(NOW_MS + 8500),
)


def test_the_menu_shows_every_key_and_what_cannot_be_done_now() -> None:
    clerk = Clerk(free())
    clerk.tap("menu")

    options = clerk.sees(Options).options

    assert [(option.key, option.possible) for option in options] == [
        ("V", False),
        ("O", False),
        ("F", True),
        ("G", True),
        ("C", True),
        ("B", True),
        ("X", True),
        ("Y", True),
        ("E", True),
        ("D", True),
        ("U", False),
        ("L", True),
        ("F12", True),
    ]


@pytest.mark.parametrize("way", [("G", "2"), ("M", "G", "2")])
def test_the_next_of_one_line_by_keys(way: tuple[str, ...]) -> None:
    clerk = Clerk(free())

    clerk.keys(*way)

    assert clerk.last() == {"group_id": HOUSING}
    clerk.sees(Panel)


def test_the_next_of_one_line_by_mouse() -> None:
    clerk = Clerk(free())
    clerk.tap("menu")
    clerk.tap("menu.do", "call_group")
    assert [option.note for option in clerk.sees(Options).options] == ["2 waiting", "1 waiting"]

    clerk.tap("call_group.of", HOUSING)

    assert clerk.sent == ["CallNext"]


@pytest.mark.parametrize(("key", "kind"), [("C", "CallTicket"), ("B", "RecallNoShow")])
def test_a_number_is_typed_and_called(key: str, kind: str) -> None:
    clerk = Clerk(free())
    clerk.keys(key, "Enter")
    assert not clerk.sees(Entry).secret
    assert clerk.sent == []

    clerk.tap("entry.typed", "a012")
    clerk.keys("Enter")

    assert (clerk.sent, clerk.last()) == ([kind], {"number": "A012"})


def test_a_finish_is_undone_while_it_is_offered() -> None:
    clerk = Clerk(free(undo=UNDO))
    assert clerk.sees(Panel).undo == "Undo the finish of A012 (8 s)"

    clerk.keys("U")

    assert (clerk.sent, clerk.last()) == (["UndoFinish"], {"ticket_id": UNDO.ticket_id})
    clerk.bench.wait(8000)
    assert clerk.sees(Panel).undo == ""


def test_the_end_of_a_shift_over_an_open_ticket_says_what_becomes_of_it() -> None:
    clerk = Clerk(serving())
    clerk.keys("Q")
    assert clerk.sees(Confirm).question.startswith("A012 is not finished")

    clerk.keys("Enter")

    assert (clerk.sent, clerk.last()) == (["SignOut"], {"hold_ticket": True})


def test_a_question_over_no_ticket_is_not_answered_over_one_that_was_just_called() -> None:
    clerk = Clerk(free())
    clerk.keys("Q")
    clerk.bench.show(called())

    clerk.sees(Panel)
    clerk.keys("Enter")

    assert clerk.sent == ["StartService"]


def test_a_pause_over_an_open_ticket_holds_it() -> None:
    clerk = Clerk(called())
    clerk.keys("P")
    assert clerk.sees(PauseReason).title.startswith("A012 will be on hold")

    clerk.keys("2")

    assert clerk.last() == {"reason": "午餐 Lunch", "hold_ticket": True}


@pytest.mark.parametrize("code", ["window_taken", "clerk_elsewhere"])
def test_taking_over_is_asked_and_then_done(code: str) -> None:
    clerk = Clerk(free())
    clerk.tap("change_clerk")
    clerk.sees(SignIn)
    clerk.tap("signin.clerk", "c02")
    assert clerk.last() == {"clerk_id": "c02", "pin": None, "take_over": False}

    clerk.bench.refuse(code, clerk="c01", window="w3")
    assert "is signed in at" in clerk.sees(Confirm).question
    clerk.bench.wait(500)
    clerk.keys("Y")

    assert clerk.last() == {"clerk_id": "c02", "pin": None, "take_over": True}


def test_whoever_does_not_take_over_changes_nothing() -> None:
    clerk = Clerk(free())
    clerk.tap("change_clerk")
    clerk.tap("signin.clerk", "c02")
    clerk.bench.refuse("window_taken", clerk="c01", window="w3")

    clerk.keys("N", "Enter")

    assert clerk.sent == ["SignIn", "CallNext"]


def with_pin() -> Clerk:
    """Return somebody in a hall where the first clerk signs in with a PIN."""
    first = HALL.clerk[0].model_copy(update={"pin": True})
    hall = HALL.model_copy(update={"clerk": (first, *HALL.clerk[1:])})
    return Clerk(closed(), hall=hall)


def test_a_pin_is_asked_for_sent_once_and_shown_nowhere() -> None:
    clerk = with_pin()
    clerk.tap("main")
    clerk.tap("signin.clerk", "c01")
    entry = clerk.sees(Entry)
    assert (entry.title, entry.secret) == ("PIN of Wang Haiyan", True)

    clerk.tap("entry.typed", "480213")
    assert "480213" not in repr(clerk.view.show.call_args) + repr(clerk.presenter._page)
    clerk.keys("Enter")

    assert clerk.last() == {"clerk_id": "c01", "pin": "480213", "take_over": False}


def test_a_wrong_pin_is_asked_for_again_and_a_right_one_is_kept_for_the_take_over() -> None:
    clerk = with_pin()
    clerk.tap("main")
    clerk.tap("signin.clerk", "c01")
    clerk.tap("entry.typed", "111111")
    clerk.keys("Enter")
    clerk.bench.refuse("pin_wrong", clerk="c01")
    assert clerk.sees(Entry).frame.message == "That is not the PIN of Wang Haiyan"

    clerk.tap("entry.typed", "480213")
    clerk.keys("Enter")
    clerk.bench.refuse("clerk_elsewhere", clerk="c01", window="w5")
    clerk.bench.wait(500)
    clerk.keys("Enter")

    assert clerk.last() == {"clerk_id": "c01", "pin": "480213", "take_over": True}


@pytest.mark.parametrize("open_first", [(), ("M",), ("Q",), ("C",)])
def test_help_is_called_from_every_page_by_one_key(open_first: tuple[str, ...]) -> None:
    clerk = Clerk(free())
    clerk.keys(*open_first)

    clerk.keys("F12")

    assert clerk.sent == ["RaisePanic"]


def test_help_is_called_while_another_command_is_on_its_way() -> None:
    clerk = Clerk(free())
    clerk.keys("Space")

    clerk.keys("F12")

    assert clerk.sent == ["CallNext", "RaisePanic"]


def test_the_other_windows_are_told_and_say_that_help_is_coming() -> None:
    clerk = Clerk(serving(panic_window_ids=("w5",)))
    assert clerk.sees(Panel).frame.panic.startswith("Help is needed at window 5")

    clerk.keys("K")

    assert clerk.last() == {"of_window_id": "w5"}


def test_a_kiosk_that_rings_is_named_with_its_place_and_answered_by_the_same_key() -> None:
    clerk = Clerk(serving(ringing_kiosk_ids=("k1",)))
    assert clerk.sees(Panel).frame.panic == "Somebody is wanted at kiosk k1 (Main hall)  F10: I go"

    clerk.keys("F10")

    assert (clerk.sent, clerk.last()) == (["AnswerRing"], {"of_kiosk_id": "k1"})


def test_help_at_a_window_comes_before_a_kiosk_that_rings() -> None:
    clerk = Clerk(serving(panic_window_ids=("w5",), ringing_kiosk_ids=("k1",)))
    assert clerk.sees(Panel).frame.panic.startswith("Help is needed at window 5")


def test_the_window_that_called_shows_nothing_of_it() -> None:
    assert Clerk(serving(panic_window_ids=(WINDOW.id,))).sees(Panel).frame.panic == ""


def test_what_the_window_will_do_by_itself_and_what_is_left_to_do_is_said() -> None:
    automatic = Clerk(free(auto_call_at_ms=NOW_MS + 5500))
    assert automatic.sees(Panel).main.hint == "Calls by itself in 5 s"

    exhausted = Clerk(called(recalls_left=0)).sees(Panel)
    assert exhausted.main.hint == "No recalls left; not here? No-show: N"

    soon = Clerk(called(recalls_left=2, recall_from_ms=NOW_MS + 3500))
    assert soon.sees(Panel).recall.text == "Recall in 3 s"
    soon.bench.wait(3000)
    assert soon.sees(Panel).recall.text == "Recall (2)"
