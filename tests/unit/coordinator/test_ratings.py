"""Rules of ratings and of the cases that bad ones open."""

from typing import Any

import pytest

from contract.ids import EpochMs, RatingReasonId, ServiceId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.days import begin_day
from coordinator.domain.events import (
    CaseAnswered,
    CaseCorrected,
    CaseOpened,
    RatingLapsed,
    ServiceFinished,
    ServiceRated,
)
from coordinator.domain.rating import lapsed
from tests.helpers.scene import LI, W1, W2, WANG, Scene, at, hall_file, text

SLOW = RatingReasonId("slow")


def finished(**tables: Any) -> tuple[Scene, ServiceId]:
    """Return a window that has just finished a service; at the other one sits a supervisor."""
    clerks = [
        {"id": "li", "name": text("li")},
        {"id": "wang", "name": text("wang"), "role": "supervisor"},
    ]
    scene = Scene(hall_file(clerk=clerks, **tables))
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    scene.issue()
    return scene, scene.serve(scene.call())


def rate(scene: Scene, service_id: ServiceId, level: int, **fields: Any) -> tuple[Any, ...]:
    return scene.at_window(
        do.RateService, W1, service_id=service_id, level=level, source="screen", **fields
    )


def test_a_reason_may_come_with_the_two_lowest_levels() -> None:
    scene, service_id = finished()

    rated, _ = rate(scene, service_id, 2, reason=SLOW)

    assert isinstance(rated, ServiceRated)
    assert (rated.level, rated.reason, rated.source) == (2, "slow", "screen")


def test_a_reason_is_refused_with_a_good_level_and_when_the_hall_does_not_list_it() -> None:
    scene, service_id = finished()

    with pytest.raises(errors.ReasonNotAsked):
        rate(scene, service_id, 3, reason=SLOW)
    with pytest.raises(errors.UnknownReason):
        rate(scene, service_id, 1, reason=RatingReasonId("weather"))


def test_an_invitation_that_nobody_takes_up_ends_as_unrated_once() -> None:
    scene, service_id = finished()
    window = scene.hall.day.windows[W1]
    assert window.invitation is not None

    scene.now_ms = window.invitation.until_ms
    assert lapsed(scene.hall, scene.now_ms) == ()
    scene.now_ms = EpochMs(scene.now_ms + 1)
    [lapse] = scene.apply(lapsed(scene.hall, scene.now_ms))

    assert isinstance(lapse, RatingLapsed)
    assert (lapse.service_id, lapse.clerk_id, lapse.reason) == (service_id, LI, "time")
    assert lapsed(scene.hall, scene.now_ms) == ()
    with pytest.raises(errors.RatingLate):
        rate(scene, service_id, 5)


def test_a_rated_service_does_not_lapse() -> None:
    scene, service_id = finished()
    rate(scene, service_id, 5)

    scene.now_ms = EpochMs(scene.now_ms + 60_000)

    assert lapsed(scene.hall, scene.now_ms) == ()


def test_the_next_finished_service_ends_the_invitation_of_the_one_before() -> None:
    scene, first = finished()
    scene.issue()
    ticket = scene.call()
    scene.step(do.StartService, ticket)

    lapse, done = scene.step(do.FinishService, ticket)

    assert isinstance(lapse, RatingLapsed)
    assert isinstance(done, ServiceFinished)
    assert (lapse.service_id, lapse.reason) == (first, "next_service")
    with pytest.raises(errors.RatingNotInvited):
        rate(scene, first, 1)


def test_the_end_of_the_day_ends_every_invitation() -> None:
    scene, service_id = finished()

    events = begin_day(scene.hall, at("04:00", "2026-11-24"))

    assert [e.service_id for e in events if isinstance(e, RatingLapsed)] == [service_id]


def test_a_bad_rating_opens_a_case_due_after_the_working_days_of_the_hall() -> None:
    scene, service_id = finished(
        hours={"saturday": [], "sunday": []}, ratings={"case_days": 5}, item=[]
    )

    _, opened = rate(scene, service_id, 2)

    assert isinstance(opened, CaseOpened)
    assert opened.clerk_id == LI
    assert opened.due_at_ms == at("04:00", "2026-12-01"), "Monday and five working days"
    assert scene.hall.cases[service_id].level == 2


@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_other_rating_opens_a_case(level: int) -> None:
    scene, service_id = finished()

    assert len(rate(scene, service_id, level)) == 1


def test_a_case_is_answered_then_corrected_by_a_supervisor_and_then_closed() -> None:
    scene, service_id = finished()
    rate(scene, service_id, 1)
    about = {"service_id": service_id, "text": "called back"}

    with pytest.raises(errors.SupervisorOnly):
        scene.at_window(do.AnswerCase, W1, **about)
    with pytest.raises(errors.CaseNotAnswered):
        scene.at_window(do.CorrectCase, W2, **about)
    [answered] = scene.at_window(do.AnswerCase, W2, **about)
    with pytest.raises(errors.CaseIsAnswered):
        scene.at_window(do.AnswerCase, W2, **about)
    [corrected] = scene.at_window(do.CorrectCase, W2, **about)

    assert isinstance(answered, CaseAnswered)
    assert isinstance(corrected, CaseCorrected)
    assert (answered.clerk_id, answered.text) == (WANG, "called back")
    assert scene.hall.cases == {}
    with pytest.raises(errors.UnknownCase):
        scene.at_window(do.CorrectCase, W2, **about)


def test_a_case_goes_on_over_the_days() -> None:
    scene, service_id = finished()
    rate(scene, service_id, 1)
    case = scene.hall.cases[service_id]

    scene.apply(begin_day(scene.hall, at("04:00", "2026-11-24")))

    assert scene.hall.cases == {service_id: case}
