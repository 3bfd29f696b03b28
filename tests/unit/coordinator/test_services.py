"""Rules of what a window serves: the hall file says it, a supervisor changes it for a day."""

from collections.abc import Mapping
from typing import Any

import pytest

from contract.hall import HallFile
from contract.ids import GroupId, WindowId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.days import begin_day
from coordinator.domain.events import WindowServicesSet
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    W1,
    W2,
    W3,
    WANG,
    Scene,
    at,
    hall_file,
    text,
)


def supervised() -> HallFile:
    """Return the small hall, of which Wang is the supervisor."""
    clerks = [
        {"id": "li", "name": text("li")},
        {"id": "wang", "name": text("wang"), "role": "supervisor"},
    ]
    return hall_file(clerk=clerks)


def set_services(
    scene: Scene, of: WindowId, serves: tuple[GroupId, ...], weights: Mapping[Any, int] = {}
) -> tuple[Any, ...]:
    return scene.at_window(
        do.SetWindowServices, W2, of_window_id=of, serves=serves, weights=dict(weights)
    )


@pytest.fixture
def scene() -> Scene:
    made = Scene(supervised())
    made.staffed(W1, LI)
    made.staffed(W2, WANG)
    return made


def test_a_supervisor_changes_what_another_window_serves_at_once(scene: Scene) -> None:
    scene.issue(CASHIER)
    [event] = set_services(scene, W2, (GENERAL, CASHIER), {CASHIER: 3})

    assert event == WindowServicesSet(
        at_ms=scene.now_ms,
        window_id=W2,
        clerk_id=WANG,
        serves=(GENERAL, CASHIER),
        weights={CASHIER: 3},
    )
    assert dict(scene.hall.services[W2]) == {GENERAL: 1, CASHIER: 3}
    assert scene.hall.windows_serving[CASHIER] == (W1, W2, W3)
    assert scene.call(W2).number == "B001"


def test_a_group_taken_from_a_window_is_not_called_there_any_more(scene: Scene) -> None:
    scene.issue(GENERAL)
    set_services(scene, W1, (CASHIER,))

    with pytest.raises(errors.NobodyWaits):
        scene.call(W1)
    assert scene.hall.open_windows(GENERAL) == 1


def test_boards_of_a_zone_know_what_its_windows_serve_now(scene: Scene) -> None:
    zone = scene.hall.file.windows[W2].zone
    set_services(scene, W2, (GENERAL, CASHIER))
    assert CASHIER in scene.hall.groups_at[zone]

    for window in scene.hall.file.counters_of[zone]:
        set_services(scene, window.id, (GENERAL,))
    assert scene.hall.groups_at[zone] == (GENERAL,)


def test_a_clerk_who_is_no_supervisor_changes_nothing(scene: Scene) -> None:
    with pytest.raises(errors.SupervisorOnly):
        scene.at_window(do.SetWindowServices, W1, of_window_id=W1, serves=(GENERAL,), weights={})
    with pytest.raises(errors.WindowClosed):
        scene.at_window(do.SetWindowServices, W3, of_window_id=W1, serves=(GENERAL,), weights={})


@pytest.mark.parametrize(
    ("of", "serves", "weights", "refusal"),
    [
        (WindowId("w9"), (GENERAL,), {}, errors.UnknownWindow),
        (W1, (GroupId("fishing"),), {}, errors.UnknownGroup),
        (W1, (), {}, errors.NothingToServe),
        (W1, (GENERAL,), {CASHIER: 2}, errors.GroupNotServed),
    ],
)
def test_services_that_cannot_be(
    scene: Scene,
    of: WindowId,
    serves: tuple[GroupId, ...],
    weights: Mapping[Any, int],
    refusal: type[errors.Refused],
) -> None:
    with pytest.raises(refusal):
        set_services(scene, of, serves, weights)


def test_the_hall_file_holds_again_on_the_next_day(scene: Scene) -> None:
    set_services(scene, W2, (CASHIER,))
    scene.now_ms = at("09:00", "2026-11-24")
    scene.apply(begin_day(scene.hall, scene.now_ms))

    assert dict(scene.hall.services[W2]) == {GENERAL: 1}
    assert scene.hall.windows_serving[GENERAL] == (W1, W2)


def test_a_group_that_the_hall_file_has_lost_since_is_served_no_more(scene: Scene) -> None:
    set_services(scene, W2, (GENERAL, CASHIER))
    without = supervised().model_copy(update={"group": supervised().group[:1]})
    scene.hall.file = without
    scene.hall.index_services()

    assert dict(scene.hall.services[W2]) == {GENERAL: 1}
