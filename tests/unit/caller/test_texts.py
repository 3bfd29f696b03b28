"""Every sentence the panel can say is there, in both languages."""

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import caller
from caller.core.knowledge import Trouble
from caller.core.notices import DONE_KEYS
from caller.core.pages.menu import MENU
from caller.core.pages.supervision.menu import SUPERVISION
from contract.messages.state import ClosedReason
from coordinator.domain import errors
from qtkit.texts import Texts
from tests.helpers.desk import LOCALE

TEXTS = Texts(LOCALE)
ZH, EN = TEXTS.table("zh"), TEXTS.table("en")
SOURCES = Path(caller.__file__).parent
OF_OTHERS = {
    "unknown_item", "closed_hours", "group_not_offered", "series_exhausted",
    "group_suspended", "group_full", "line_too_long", "already_queueing", "banned", "card_wanted",
    "paper_already_reported", "rating_not_invited", "rating_late", "rating_given",
    "unknown_reason", "reason_not_asked",
    "already_booked", "already_checked_in", "appointment_other_day", "appointment_over",
    "code_taken", "nobody_to_ring", "no_appointments", "slot_full", "slot_over", "slot_too_far",
    "too_early", "too_late", "unknown_appointment", "unknown_slot", "unknown_token",
}  # fmt: skip
"""Met at kiosks, where appointments are booked, and by citizens who rate or use their phones."""


def facts_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    assert set(ZH) == set(Texts(LOCALE).table("en"))
    assert {key: facts_of(text) for key, text in ZH.items()} == {
        key: facts_of(text) for key, text in EN.items()
    }


def test_no_english_text_is_missing() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [key for key, text in EN.items() if chinese.search(text)] == ["language.other"]


def test_every_refusal_a_clerk_can_meet_has_its_words() -> None:
    codes = {error.code for error in errors.Refused.__subclasses__()} | {"expired"}
    missing = [code for code in codes - OF_OTHERS if f"refused.{code}" not in ZH]
    assert missing == []


def test_every_trouble_has_its_words() -> None:
    assert [trouble for trouble in Trouble if trouble.value not in ZH] == []


def test_every_text_the_pages_name_is_there() -> None:
    named = {
        key
        for page in (SOURCES / "qt").glob("*.qml")
        for key in re.findall(r'texts\["([^"]+)"\]', page.read_text(encoding="utf-8"))
    }
    assert named
    assert named - set(ZH) == set()


def test_every_text_the_core_says_is_there() -> None:
    said = {
        key
        for file in (SOURCES / "core").rglob("*.py")
        for key in re.findall(r'say\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert said
    assert said - set(ZH) == set()


def test_everything_that_was_done_has_its_words() -> None:
    assert set(DONE_KEYS.values()) - set(ZH) == set()


def test_every_reason_for_a_closed_line_has_its_words() -> None:
    assert {f"closed.{reason}" for reason in get_args(ClosedReason)} - set(ZH) == set()


def test_every_part_of_the_hall_has_its_title_its_count_and_words_for_nothing() -> None:
    wanted = {
        f"{section.name}.{word}" for section in SUPERVISION for word in ("title", "count", "none")
    }
    assert wanted - set(ZH) == set()


def test_every_entry_of_the_menu_has_its_words() -> None:
    assert {f"menu.{entry.action}" for entry in MENU} - set(ZH) == set()
