"""From home to paper: no task may come to need more touches, or more time, than it does."""

import pytest

from tests.helpers.written_tables import table_of
from tests.qt.kiosk.usability import PAGE, TASKS, Task, do, row


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_costs_what_the_table_says_and_no_more_than_it_may(task: Task) -> None:
    citizen = do(task)

    assert citizen.touches <= task.touches_max
    assert citizen.seconds <= task.seconds_max
    assert row(task, citizen) in PAGE.read_text("utf-8"), "run: make usability"


def test_the_table_lists_each_task_once() -> None:
    assert [line.split(" | ")[0][2:] for line in table_of(PAGE)] == [task.name for task in TASKS]
