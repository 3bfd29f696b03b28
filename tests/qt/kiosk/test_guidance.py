"""Whoever cannot see hears every screen of the kiosk, and reaches every choice by keys."""

from functools import partial
from unittest.mock import create_autospec

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.core import screens
from kiosk.core.guidance import Guidance, guidance
from kiosk.core.guide import Guide
from kiosk.core.ports import Speaker
from kiosk.core.touch import HANDLERS
from kiosk.qt.guide_keys import GuideKeys
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import pump
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.window import TEXTS, Window
from tests.unit.kiosk.bench import TO_IDENTIFY, Bench

NOT_FOR_THE_EAR = {"language", "comfort", "more_time"}
"""The last is offered when it is asked whether anybody is there."""
SPOKEN = [name for name in WAYS if not name.startswith("technician")]


def heard(bench: Bench, language: str = "zh", *, private: bool = False) -> Guidance:
    return guidance(bench.screen, partial(TEXTS.say, language), private=private)


def led(name: str, language: str = "zh") -> Bench:
    bench = Bench(store=None if name == "no_connection" else MemoryStore())
    bench.queue("family", closed="later_today")
    bench.tap(f"language {language}")
    WAYS[name](bench)
    return bench


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SPOKEN)
def test_every_screen_has_words_and_each_of_its_choices_is_one(name: str, language: str) -> None:
    bench = led(name, language)

    told = heard(bench, language)

    assert told.title
    assert "{" not in told.words
    assert all(choice.words and "{" not in choice.words for choice in told.choices)
    offered = {choice.action for choice in told.choices}
    for kind, action in HANDLERS:
        if isinstance(bench.screen, kind) and action not in NOT_FOR_THE_EAR | offered:
            assert not _does_something(name, action), action


def _does_something(name: str, action: str) -> bool:
    """Tell whether a touch that is no choice here would change anything."""
    for argument in ("", "1", "A", "general", "residence-permit"):
        bench = led(name)
        before = bench.presenter._visit
        bench.tap(f"{action} {argument}".strip())
        if bench.presenter._visit not in (before, before.__class__.start_over(before)):
            return True
    return False


class Listener:
    """A window with keys, and ears."""

    def __init__(self, *, private: bool = False) -> None:
        self.window = Window()
        self.speaker = create_autospec(Speaker, instance=True)
        self.bench = self.window.bench
        self.bench.presenter._front._guide = Guide(self.speaker, TEXTS, private=private)
        self.keys = GuideKeys(self.window.view, self.window.bridge)

    def press(self, *keys: Qt.Key) -> str:
        """Press keys; return what was said last."""
        for key in keys:
            QTest.keyClick(self.window.view, key)
            pump(2)
        return str(self.speaker.say.call_args.args[1])

    def close(self) -> None:
        self.keys.close()
        self.window.window.close()


def test_a_ticket_is_taken_by_ear_and_six_keys() -> None:
    visitor = Listener()
    QTest.keyClick(visitor.window.view, Qt.Key.Key_Down)
    assert visitor.speaker.say.call_count == 0, "nobody has asked for it"

    assert "语音引导" in visitor.press(Qt.Key.Key_F1)
    assert visitor.press(Qt.Key.Key_Return).startswith("请选择要办理的业务")
    assert "社会保险" in visitor.press(Qt.Key.Key_Down)
    assert "综合业务" in visitor.press(Qt.Key.Key_Up)
    visitor.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "居民身份证" in visitor.press(Qt.Key.Key_F2)
    visitor.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert visitor.bench.asked.group_id == "general"
    visitor.bench.answer_done()
    pump()
    assert "A012" in str(visitor.speaker.say.call_args)
    visitor.close()


def test_escape_leads_back_and_the_next_visitor_hears_nothing() -> None:
    visitor = Listener()
    visitor.press(Qt.Key.Key_Asterisk, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert visitor.window.shows("home")

    visitor.bench.wait(181)
    visitor.speaker.hush.assert_called()
    said = visitor.speaker.say.call_count
    visitor.press(Qt.Key.Key_Return)

    assert visitor.speaker.say.call_count == said
    assert visitor.window.shows("home")
    visitor.close()


@pytest.mark.parametrize("private", [False, True], ids=["loudspeaker", "headphones"])
def test_digits_are_spoken_to_their_owner_alone(*, private: bool) -> None:
    visitor = Listener(private=private)
    visitor.bench.tap("comfort spoken", *TO_IDENTIFY, "phone")

    said = visitor.press(Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_8)

    assert said == ("1 3 8." if private else "已输入 3 位.")
    visitor.close()


def test_a_document_is_read_out_to_its_owner_alone() -> None:
    bench = led("confirm_document")
    assert isinstance(bench.screen, screens.ConfirmDocument)

    assert bench.screen.masked_name not in heard(bench).words
    assert bench.screen.masked_name in heard(bench, private=True).words
