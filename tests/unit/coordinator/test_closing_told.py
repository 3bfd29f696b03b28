"""Which lines boards say take nobody in any more."""

from contract.ids import GroupId
from coordinator.domain import commands as do
from coordinator.service.views import board_state
from tests.helpers.scene import CASHIER, GENERAL, LI, W1, Scene, at, hall_file, text
from tests.unit.coordinator.test_closing import NOTE, reason, supervised, with_group


def on_board(scene: Scene) -> tuple[GroupId, ...]:
    board = board_state(scene.hall, scene.hall.file.window[0].zone, lambda _: None)
    assert {line.group_id for line in board.lines} == {GENERAL, CASHIER}
    return board.closed_group_ids


def test_boards_know_which_lines_take_nobody_in_any_more() -> None:
    by_file = Scene(hall_file(group=with_group(closed=text("moved"))))
    full = Scene(hall_file(group=with_group(capacity=1)))
    assert on_board(full) == ()
    full.issue()
    by_word = Scene(supervised())
    by_word.staffed(W1, LI)
    by_word.at_window(do.CloseGroup, group_id=GENERAL, **NOTE)
    shut = on_board(by_word)
    by_word.at_window(do.OpenGroup, group_id=GENERAL)

    assert on_board(by_file) == on_board(full) == shut == (GENERAL,)
    assert on_board(by_word) == ()


def test_what_the_hours_say_of_a_line_is_not_for_boards() -> None:
    scene = Scene(hall_file(group=with_group()))
    scene.now_ms = at("18:00")

    assert reason(scene) == "outside_hours"
    assert on_board(scene) == ()
