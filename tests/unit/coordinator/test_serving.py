"""Rules of serving, shifts and ratings."""

import pytest

from contract.ids import ClerkId, EpochMs, GroupId, ServiceId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.hall import WindowStatus
from coordinator.domain.ticket import State
from tests.helpers.scene import CASHIER, GENERAL, LI, W1, W2, W3, WANG, Scene


def called(scene: Scene) -> None:
    scene.staffed()
    scene.issue()
    scene.call()


def test_a_service_starts_after_the_call_and_finishes_after_the_start() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")

    with pytest.raises(errors.WrongState):
        scene.step(do.FinishService, ticket)
    scene.step(do.StartService, ticket)
    with pytest.raises(errors.WrongState):
        scene.step(do.StartService, ticket)
    scene.step(do.FinishService, ticket)

    assert ticket.state is State.FINISHED
    assert scene.hall.day.windows[W1].finished_today == 1
    assert scene.hall.day.windows[W1].ticket_id is None


def test_only_a_called_ticket_is_a_no_show() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")
    scene.step(do.StartService, ticket)

    with pytest.raises(errors.WrongState):
        scene.step(do.MarkNoShow, ticket)


def test_a_late_key_press_about_a_ticket_that_moved_on_is_harmless() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")
    scene.staffed(W2, WANG)
    scene.step(do.HoldTicket, ticket, reason="form")
    scene.step(do.ResumeTicket, ticket, W2)

    with pytest.raises(errors.WrongWindow) as refused:
        scene.step(do.MarkNoShow, ticket, W1)

    assert refused.value.facts == {"number": "A001", "window": "w2"}
    assert ticket.state is State.CALLED


def test_a_transferred_ticket_keeps_number_class_and_age_and_begins_a_new_service() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")
    issued_at_ms = ticket.issued_at_ms
    scene.step(do.StartService, ticket)
    scene.now_ms = EpochMs(scene.now_ms + 60_000)
    scene.issue(CASHIER)

    scene.step(do.TransferTicket, ticket, to_group_id=CASHIER)
    scene.staffed(W3, WANG)
    again = scene.call(W3)

    assert again is ticket
    assert (ticket.number, ticket.issued_at_ms) == ("A001", issued_at_ms)
    assert (ticket.service_id, ticket.call_count) == ("2026-11-23.A001.2", 1)


def test_every_transfer_begins_a_service_with_a_name_of_its_own() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")
    names = [ticket.service_id]

    for group_id in (CASHIER, GENERAL, CASHIER):
        scene.step(do.TransferTicket, ticket, to_group_id=group_id)
        names.append(ticket.service_id)
        scene.call()

    assert names == [f"2026-11-23.A001.{n}" for n in (1, 2, 3, 4)]


def test_a_ticket_goes_to_another_group_that_exists() -> None:
    scene = Scene()
    called(scene)
    ticket = scene.ticket("2026-11-23.A001")

    with pytest.raises(errors.SameGroup):
        scene.step(do.TransferTicket, ticket, to_group_id=GENERAL)
    with pytest.raises(errors.UnknownGroup):
        scene.step(do.TransferTicket, ticket, to_group_id=GroupId("none"))


def test_a_clerk_is_at_one_window_and_a_window_has_one_clerk() -> None:
    scene = Scene()
    scene.staffed(W1, LI)

    with pytest.raises(errors.ClerkElsewhere) as elsewhere:
        scene.staffed(W2, LI)
    with pytest.raises(errors.WindowTaken) as taken:
        scene.staffed(W1, WANG)
    with pytest.raises(errors.UnknownClerk):
        scene.staffed(W2, ClerkId("nobody"))

    assert elsewhere.value.facts == {"clerk": "li", "window": "w1"}
    assert taken.value.facts == {"window": "w1", "clerk": "li"}
    assert scene.at_window(do.SignIn, W1, clerk_id=LI) == ()


def test_a_clerk_who_signed_out_may_sign_in_elsewhere() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.at_window(do.SignOut, W1)

    assert scene.staffed(W2, LI).status is WindowStatus.OPEN
    assert scene.at_window(do.SignOut, W1) == ()


def test_no_sign_out_and_no_pause_with_an_open_ticket() -> None:
    scene = Scene()
    called(scene)
    with pytest.raises(errors.WindowBusy):
        scene.at_window(do.SignOut)
    with pytest.raises(errors.WindowBusy):
        scene.at_window(do.PauseWindow, reason="tea")


def test_a_window_pauses_and_goes_on() -> None:
    scene = Scene()
    with pytest.raises(errors.WindowClosed):
        scene.at_window(do.OpenWindow)
    with pytest.raises(errors.WindowClosed):
        scene.at_window(do.PauseWindow, reason="tea")
    window = scene.staffed()

    scene.at_window(do.PauseWindow, reason="tea")
    assert (window.status, window.pause_reason) == (WindowStatus.PAUSED, "tea")
    assert scene.at_window(do.PauseWindow, reason="lunch") == ()
    scene.at_window(do.OpenWindow)
    assert (window.status, window.pause_reason) == (WindowStatus.OPEN, "")
    assert scene.at_window(do.OpenWindow) == ()


def rate(scene: Scene, service_id: ServiceId, window: str = "w1") -> None:
    scene.at_window(
        do.RateService,
        {"w1": W1, "w2": W2}[window],
        service_id=service_id,
        level=5,
        source="keypad",
    )


def test_a_finished_service_is_rated_once_at_its_window() -> None:
    scene = Scene()
    called(scene)
    service = scene.serve(scene.ticket("2026-11-23.A001"))

    with pytest.raises(errors.RatingNotInvited):
        rate(scene, service, "w2")
    rate(scene, service)
    with pytest.raises(errors.RatingGiven):
        rate(scene, service)


def test_a_service_that_is_not_finished_is_not_rated() -> None:
    scene = Scene()
    called(scene)

    with pytest.raises(errors.RatingNotInvited):
        rate(scene, scene.ticket("2026-11-23.A001").service_id)


def test_a_rating_comes_in_time_or_not_at_all() -> None:
    scene = Scene()
    called(scene)
    service = scene.serve(scene.ticket("2026-11-23.A001"))
    until_ms = scene.now_ms + 30_000

    scene.now_ms = EpochMs(until_ms + 1)
    with pytest.raises(errors.RatingLate):
        rate(scene, service)
    scene.now_ms = EpochMs(until_ms)
    rate(scene, service)


def test_only_the_service_finished_last_is_rated() -> None:
    scene = Scene()
    called(scene)
    first = scene.serve(scene.ticket("2026-11-23.A001"))
    scene.issue()
    second = scene.serve(scene.call())

    with pytest.raises(errors.RatingNotInvited):
        rate(scene, first)
    rate(scene, second)
