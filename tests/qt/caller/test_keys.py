"""A day without a mouse: every task of a clerk by keys, and by no more keys than the page says."""

from collections.abc import Iterator

import pytest

from qtkit.program import application, close_window
from tests.helpers.written_tables import table_of
from tests.qt.caller.keys import PAGE, TASKS, Task, do, row
from tests.qt.caller.test_supervision import Hall


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    application()
    made = Hall()
    yield made
    close_window(made.view)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_is_done_by_the_keys_the_page_says(task: Task, hall: Hall) -> None:
    assert do(task, hall) == task.sends
    hall.keys("Escape Escape")


def test_the_page_lists_every_task() -> None:
    assert [f"{line}\n" for line in table_of(PAGE)] == [row(task) for task in TASKS]


def test_a_citizen_is_sent_on_in_three_keys() -> None:
    [task] = [task for task in TASKS if task.name == "Send on to another line"]
    assert task.count == 3
