"""A clerk's day by keys alone, in the panel's real window, and how many keys each task takes.

Run as a program (`make usability`) it writes the table of docs/panel.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contract.messages.state import PanelState
from tests.helpers.desk import called, closed, free, paused, serving, ticket
from tests.helpers.written_tables import write_table
from tests.qt.caller.test_still import undo
from tests.qt.caller.test_supervision import Hall
from tests.qt.caller.test_visits import in_service

PAGE: Final = Path(__file__).parents[3] / "docs" / "panel.md"
SPELLED: Final = {"Enter": "Return"}
"""Keys that Qt calls otherwise."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a clerk wants to do at a window that stands so, by which keys; what is sent for it."""

    name: str
    keys: str
    sends: str
    at: Callable[[], PanelState]

    @property
    def count(self) -> int:
        """How many keys that is."""
        return len(self.keys.split())


def _on_hold() -> PanelState:
    return free(held=(ticket("A012"),))


def _undoable() -> PanelState:
    return free(undo=undo())


def _kept() -> PanelState:
    return serving(ticket=ticket(unmaskable=True))


TASKS: Final = (
    Task("Sign in", "Space Z H O U Enter", "SignIn", closed),
    Task("Call the next one", "Space", "CallNext", free),
    Task("Call again", "R", "Recall", called),
    Task("Nobody comes", "N", "MarkNoShow", called),
    Task("The citizen is there", "Space", "StartService", called),
    Task("Done", "Space", "FinishService", serving),
    Task("Done, with an outcome", "O 1", "FinishService", in_service),
    Task("Done was a mistake", "U", "UndoFinish", _undoable),
    Task("Send on to another line", "T 2 Enter", "TransferTicket", serving),
    Task("Send on to a window", "T F2 Down Enter", "TransferTicket", serving),
    Task("Ask to step aside, to fill in a form", "H 1", "HoldTicket", serving),
    Task("Take up again who stepped aside", "1", "ResumeTicket", _on_hold),
    Task("See the whole card, for a reason", "I 1", "UnmaskVisitor", _kept),
    Task("Add a service to the visit", "V A Enter", "AddService", in_service),
    Task("Serve somebody without a ticket", "F 1", "QuickService", free),
    Task("Call the next of one line", "G 1", "CallNext", free),
    Task("Call a number out of turn", "C A 0 1 4 Enter", "CallTicket", free),
    Task("A no-show is back", "B A 0 1 4 Enter", "RecallNoShow", free),
    Task("Pause, with the reason", "P 1", "PauseWindow", free),
    Task("Open again", "Space", "OpenWindow", paused),
    Task("Call for help", "F12", "RaisePanic", free),
    Task("Sign out", "Q Enter", "SignOut", free),
)


def do(task: Task, hall: Hall) -> str:
    """Do a task by its keys; return what was sent, "" for nothing."""
    hall.bench.wire.sent.clear()
    hall.bench.show(task.at())
    hall.look()
    hall.keys(" ".join(SPELLED.get(key, key) for key in task.keys.split()))
    sent = hall.bench.sent[-1] if hall.bench.sent else ""
    if sent:
        hall.bench.done()
        hall.look()
    return sent


def row(task: Task) -> str:
    """Return the task's line of the table."""
    return f"| {task.name} | {task.keys} | {task.count} |\n"


def _write() -> None:
    write_table(PAGE, "| to | keys | how many |\n|---|---|---|\n", map(row, TASKS))


if __name__ == "__main__":
    _write()
