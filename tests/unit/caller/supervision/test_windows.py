"""A supervisor sees every window, and changes what one serves."""

from typing import Any

import pytest

from caller.core.pages.supervision.draft import Draft
from caller.core.screens import Browse, Services
from contract.ids import GroupId
from tests.helpers.desk import GENERAL, HALL, HOUSING, free
from tests.helpers.hall_news import W2, line_state, window_state
from tests.unit.caller.clerk import Clerk

FAMILY = GroupId("family")


@pytest.fixture
def clerk() -> Clerk:
    """Return a supervisor who looks at the windows."""
    made = Clerk(free())
    made.hear(window_state(), window_state(window_id="w4", status="paused", number=None))
    made.hear(window_state(window_id="w5", status="closed", clerk_id=None, number=None))
    made.keys("S", "W")
    made.bench.wait(500)
    return made


def served(clerk: Clerk) -> list[tuple[str, int]]:
    return [(group.group_id, group.weight) for group in clerk.sees(Services).served]


def test_every_window_is_shown_with_who_is_there_what_he_does_and_serves(clerk: Clerk) -> None:
    rows = [(row.text, row.note, row.tone) for row in clerk.sees(Browse).rows]
    assert rows == [
        ("Window 2", "Open · Li Zhiqiang · A003", "good"),
        ("Window 4", "Paused · Li Zhiqiang", "warn"),
        ("Window 5", "Closed", ""),
    ]
    assert clerk.sees(Browse).rows[0].detail == "General Services · Housing ×3"


def test_a_window_is_found_by_its_number_its_clerk_or_its_line(clerk: Clerk) -> None:
    for typed in ("window 2", "A003"):
        clerk.tap("browse.search", typed)
        assert [row.id for row in clerk.sees(Browse).rows] == [W2]


def test_services_are_moved_weighed_removed_and_added_by_keys_and_then_applied(
    clerk: Clerk,
) -> None:
    clerk.keys("Enter")
    assert served(clerk) == [(GENERAL, 1), (HOUSING, 3)]
    assert not clerk.sees(Services).possible
    clerk.keys("Enter")
    assert clerk.sent == []

    clerk.keys("D", "5", "Up", "X", "A")
    clerk.tap("browse.search", HALL.groups[FAMILY].name.en)
    clerk.keys("Enter")
    assert served(clerk) == [(GENERAL, 5), (FAMILY, 1)]
    clerk.keys("U", "Enter")

    assert clerk.sent == ["SetWindowServices"]
    assert clerk.last() == {
        "of_window_id": W2,
        "serves": (FAMILY, GENERAL),
        "weights": {GENERAL: 5},
    }
    clerk.bench.done()
    assert clerk.sees(Browse).frame.last == "Window 2 serves as set"


def test_services_are_changed_by_mouse(clerk: Clerk) -> None:
    clerk.tap("browse.choose", W2)
    clerk.tap("services.mark", HOUSING)
    clerk.tap("services.heavier", "1")
    clerk.tap("services.move", "-1")
    clerk.tap("services.apply")

    assert clerk.last() == {
        "of_window_id": W2,
        "serves": (HOUSING, GENERAL),
        "weights": {HOUSING: 4},
    }


def test_a_window_that_serves_nothing_is_not_applied(clerk: Clerk) -> None:
    clerk.keys("Enter", "X", "X", "X", "5", "U", "Down")
    assert (served(clerk), clerk.sees(Services).possible) == ([], False)

    clerk.keys("Enter")

    assert clerk.sent == []


def test_a_refused_change_is_still_there_to_be_corrected(clerk: Clerk) -> None:
    clerk.keys("Enter", "X", "Enter")

    clerk.bench.refuse("unknown_window", window=W2)

    assert served(clerk) == [(HOUSING, 3)]
    assert clerk.sees(Services).frame.refused
    clerk.keys("Enter")
    assert len(clerk.sent) == 2


def test_only_lines_that_the_window_does_not_serve_are_added(clerk: Clerk) -> None:
    clerk.hear(line_state(group_id=FAMILY, waiting=4))
    clerk.keys("Enter", "A")
    rows = {row.id: row.note for row in clerk.sees(Browse).rows}
    assert set(rows) == {group.id for group in HALL.group} - {GENERAL, HOUSING}
    assert rows[FAMILY] == "4 waiting"

    clerk.keys("Escape")

    clerk.sees(Services)


SERVED = ((GENERAL, 1), (HOUSING, 3))


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (lambda draft: draft.moved("-1"), Draft(SERVED, 0)),
        (lambda draft: draft.moved("1"), Draft(SERVED[::-1], 1)),
        (lambda draft: draft.heavier("-1"), Draft(SERVED, 0)),
        (lambda draft: draft.weighing("9").heavier("1"), Draft(((GENERAL, 9), SERVED[1]), 0)),
        (lambda draft: draft.mark_moved("5"), Draft(SERVED, 1)),
        (lambda draft: draft.mark_on("nothing"), Draft(SERVED, 0)),
        (lambda draft: draft.mark_on(HOUSING).without_marked(), Draft(SERVED[:1], 0)),
        (lambda draft: draft.with_group(FAMILY), Draft((*SERVED, (FAMILY, 1)), 2)),
    ],
)
def test_a_draft_keeps_its_mark_and_its_bounds(change: Any, after: Draft) -> None:
    assert change(Draft(SERVED)) == after
