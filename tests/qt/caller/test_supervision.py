"""The supervisor's pages in the real window, under a real mouse and real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem

from contract.ids import ClerkId, EpochMs
from contract.messages.commands import (
    AcknowledgeAlarm,
    AnswerCase,
    AnyCommand,
    CancelNumber,
    CloseGroup,
    CorrectCase,
    GivePriority,
    OpenGroup,
    SetWindowServices,
)
from qtkit.program import application, close_window
from tests.helpers.desk import GENERAL, HOUSING, NOW_MS, free
from tests.helpers.hall_news import (
    W2,
    alarm,
    alarms,
    case,
    cases,
    line_state,
    stopped,
    window_state,
)
from tests.helpers.qt import items, pump, wait_for
from tests.qt.caller.window import Window

TARGET_PX = 40
WAYS = [
    "S", "S A", "S A Return", "S L", "S L Return", "S L Down Return", "S L Return X",
    "S L Return X 4", "S L Return X T", "S L Down Return O", "S W", "S W Return", "S W Return A",
    "S C", "S C Return", "S C Return A", "M", "X", "Y",
]  # fmt: skip
"""Keys to every page of a supervisor."""


class Hall(Window):
    """The panel of a supervisor, who hears of the hall."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        answered = case("A012", answered_at_ms=NOW_MS, due_at_ms=EpochMs(NOW_MS - 1))
        for state in (
            line_state(),
            stopped(),
            window_state(),
            alarms(alarm(2), alarm(1, acknowledged_by="c01")),
            cases(case(), answered),
        ):
            self.bench.desk.on_news(state)
        pump()

    def keys(self, names: str) -> None:
        """Press keys by their names, and look at what comes after each."""
        for name in names.split():
            self.press(Qt.Key[f"Key_{name}"])
            self.look()

    def write(self, words: str) -> None:
        """Type small letters, digits and spaces."""
        self.press(*(Qt.Key(ord(letter)) for letter in words.upper()))
        self.look()

    def look(self) -> None:
        self.bench.connect()
        self.bench.wait(500)
        pump()

    @property
    def command(self) -> AnyCommand:
        [sent] = self.bench.wire.sent
        return sent


@pytest.fixture
def hall() -> Iterator[Hall]:
    application()
    made = Hall()
    yield made
    close_window(made.view)


def test_new_alarms_stand_on_the_panel_and_are_acknowledged(hall: Hall) -> None:
    assert hall.text("panel.alarms") == "Alarms: 1"

    hall.keys("S A Return")
    assert hall.text("sheet.title") == "General Services: somebody has waited 40 min"
    hall.click("sheet.acknowledge")

    assert isinstance(hall.command, AcknowledgeAlarm)
    assert hall.command.alarm_id == "2026-11-22.2"


def test_an_ordinary_clerk_sees_nothing_of_it(hall: Hall) -> None:
    hall.bench.show(free(clerk_id=ClerkId("c02")))
    pump()

    hall.keys("S")

    assert hall.item("page.panel") is not None
    assert (hall.item("supervise"), hall.item("panel.alarms")) == (None, None)


def test_a_line_is_stopped_by_mouse_in_ones_own_words(hall: Hall) -> None:
    for name in ("supervise", "option.lines", f"browse.{GENERAL}", "sheet.close", "option.T"):
        hall.click(name)
    hall.write("xitong weihu")
    hall.click("entry.ok")
    assert hall.text("entry.text") == ""
    hall.write("system maintenance")
    hall.keys("Return")
    hall.click("confirm.yes")

    assert isinstance(hall.command, CloseGroup)
    assert (hall.command.note_zh, hall.command.note_en) == ("xitong weihu", "system maintenance")


def test_a_line_is_found_by_typing_and_opened_again_by_keys(hall: Hall) -> None:
    hall.keys("S L")
    hall.write("hous")
    assert hall.item(f"browse.{GENERAL}") is None

    hall.keys("Return O Return")

    assert isinstance(hall.command, OpenGroup)
    assert hall.command.group_id == HOUSING


def test_what_was_typed_to_find_a_line_is_still_there_on_the_way_back(hall: Hall) -> None:
    hall.keys("S L")
    hall.write("hous")
    hall.keys("Return Escape")

    assert hall.text("browse.search") == "hous"
    hall.keys("Escape W")
    assert hall.text("browse.search") == ""


def test_the_services_of_a_window_are_changed_by_mouse(hall: Hall) -> None:
    for name in (
        "supervise", "option.windows", f"browse.{W2}", f"services.{HOUSING}", "services.up",
        "services.lighter", "services.add", "browse.family", "services.heavier",
        f"services.{GENERAL}", "services.remove", "services.apply",
    ):  # fmt: skip
        hall.click(name)
        hall.look()

    assert isinstance(hall.command, SetWindowServices)
    assert (hall.command.serves, hall.command.weights) == (
        (HOUSING, "family"),
        {HOUSING: 2, "family": 2},
    )


def test_the_services_of_a_window_are_changed_by_keys(hall: Hall) -> None:
    hall.keys("S W Return Down U 5 Down X Return")

    assert isinstance(hall.command, SetWindowServices)
    assert (hall.command.serves, hall.command.weights) == ((HOUSING,), {HOUSING: 5})


def test_a_bad_rating_is_answered_and_another_one_closed(hall: Hall) -> None:
    hall.keys("S C Return A")
    hall.write("we called back")
    hall.keys("Return")
    assert isinstance(hall.command, AnswerCase)
    assert hall.command.text == "we called back"
    hall.bench.done()
    hall.look()

    hall.keys("Escape Down Return")
    hall.click("sheet.correct")
    hall.write("one more clerk")
    hall.click("entry.ok")

    closed = hall.bench.wire.sent[-1]
    assert isinstance(closed, CorrectCase)
    assert closed.text == "one more clerk"


def test_words_are_cut_where_the_contract_ends(hall: Hall) -> None:
    hall.keys("S C Return A")
    hall.write("x" * 205)
    assert hall.text("entry.text") == "x" * 200


def test_a_number_is_cancelled_and_another_put_into_a_class(hall: Hall) -> None:
    hall.keys("X")
    hall.write("a012")
    hall.click("entry.ok")
    hall.click("confirm.yes")
    assert isinstance(hall.command, CancelNumber)
    assert hall.command.number == "A012"
    hall.bench.done()
    hall.look()
    assert hall.item("page.panel") is not None

    hall.keys("Y")
    hall.write("a013")
    hall.keys("Return")
    hall.click("option.0")
    hall.click("option.3")

    given = hall.bench.wire.sent[-1]
    assert isinstance(given, GivePriority)
    assert (given.number, given.priority_id) == ("A013", None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_every_page_all_fits_and_can_be_touched(language: str) -> None:
    application()
    hall = Hall(language)
    for way in WAYS:
        hall.keys(way)
        assert hall.item("page.panel") is None, way
        wait_for(lambda: misfits(hall) == [], what=f"{way}: {misfits(hall)}")
        hall.keys("Escape Escape Escape Escape Escape")
        assert hall.item("page.panel") is not None, way
    close_window(hall.view)


def misfits(hall: Hall) -> list[str]:
    """Return what is too small to touch, out of the window, or cut off."""
    shown = [i for i in items(hall.view) if i.isVisible()]
    buttons = [i for i in shown if _is_button(i)]
    assert buttons
    return [
        *(b.objectName() for b in buttons if b.height() < TARGET_PX),
        *(b.objectName() for b in buttons if not _in_list(b) and _bottom(b) > hall.view.height()),
        *(str(i.property("text")) for i in shown if i.property("truncated") is True),
    ]


def _is_button(item: QQuickItem) -> bool:
    around = ("help", "language", "send_help")  # of the frame, and not of the page
    return item.objectName() not in around and item.metaObject().indexOfSignal("tapped()") >= 0


def _in_list(item: QQuickItem) -> bool:
    parent = item.parentItem()
    return parent is not None and parent.parentItem().property("contentY") is not None


def _bottom(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, item.height())).y()
