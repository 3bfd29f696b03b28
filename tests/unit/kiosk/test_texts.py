"""The kiosk's texts: complete in each language that is shipped, and any other is a file."""

import string
from pathlib import Path

import pytest

import kiosk
from kiosk.core.alone_faults import (
    NEARLY_USED,
    NOT_CALLED,
    OUTBOX_DAMAGED,
    OUTBOX_UNAVAILABLE,
    REFUSED,
    TICKETS_WAIT,
    USED_UP,
)
from kiosk.core.equipment import _FAULTS
from messaging.hall_watch import CLOCK_WRONG
from qtkit.texts import FIRST_STRONG_ISOLATE, POP_ISOLATE, Texts

LOCALE = Path(kiosk.__file__).parent / "locale"
TEXTS = Texts(LOCALE)

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def own(language: str) -> dict[str, str]:
    return TEXTS._tables[language]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def add(folder: Path, code: str, entries: dict[str, str]) -> Texts:
    """Return the kiosk's texts with one more language, written as a translator writes it."""
    for file in LOCALE.glob("*.po"):
        (folder / file.name).write_bytes(file.read_bytes())
    said = "\n".join(f'msgid "{key}"\nmsgstr "{words}"\n' for key, words in entries.items())
    (folder / f"{code}.po").write_text(HEADER + said, encoding="utf-8")
    return Texts(folder)


@pytest.mark.parametrize("language", TEXTS.languages)
def test_a_language_that_is_shipped_has_every_text(language: str) -> None:
    for_visitors = {key for key in own("zh") if not key.startswith("technician")}
    wanted = set(own("zh")) if language == "en" else for_visitors
    assert wanted - set(own(language)) == set()
    assert set(own(language)) - set(own("zh")) == set()


@pytest.mark.parametrize("language", TEXTS.languages)
def test_each_text_has_the_facts_of_the_chinese_one(language: str) -> None:
    other = {
        key: (places(words), places(own("zh")[key]))
        for key, words in own(language).items()
        if places(words) != places(own("zh")[key])
    }
    assert other == {}


@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_text_has_a_direction_of_its_own_or_stray_room(language: str) -> None:
    """Marks of direction are put around facts, where they are known to end again."""
    marks = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    stray = {
        key: words
        for key, words in own(language).items()
        if set(words) & set(marks) or (words != words.strip() and key != "list.and")
    }
    assert stray == {}


def test_languages_are_named_by_their_speakers_and_run_as_they_are_written() -> None:
    offered = [(each.code, each.name, each.right_to_left) for each in TEXTS.offered]
    assert offered == [("zh", "中文", False), ("en", "English", False), ("ar", "العربية", True)]


def test_a_number_keeps_its_direction_among_arabic_words() -> None:
    said = TEXTS.say("ar", "slip.windows", windows="1-3, 8")
    assert f"{FIRST_STRONG_ISOLATE}1-3, 8{POP_ISOLATE}" in said
    assert FIRST_STRONG_ISOLATE not in TEXTS.say("en", "slip.windows", windows="1-3, 8")


def test_a_new_language_is_a_file(tmp_path: Path) -> None:
    texts = add(tmp_path, "he", {"nav.back": "חזרה"})
    [hebrew] = [each for each in texts.offered if each.code == "he"]
    assert (hebrew.name, hebrew.right_to_left) == ("עברית", True)
    assert texts.say("he", "nav.back") == "חזרה"


def test_a_language_that_nobody_knows_says_itself_what_it_is(tmp_path: Path) -> None:
    entries = {"language.name": "Kiliki", "language.direction": "rtl"}
    kiliki = add(tmp_path, "qkk", entries).offered[-1]
    assert (kiliki.code, kiliki.name, kiliki.right_to_left) == ("qkk", "Kiliki", True)


def test_what_a_language_lacks_is_in_english_and_else_in_chinese(tmp_path: Path) -> None:
    texts = add(tmp_path, "fr", {"nav.back": "Retour"})
    assert texts.say("fr", "nav.home") == "Start over"
    assert texts.table("fr")["nav.home"] == "Start over"
    assert texts.table("fr")["nav.back"] == "Retour"
    assert texts.say("nobody's", "nav.home") == "Start over"


def test_every_fault_has_its_words_and_what_to_do_in_chinese() -> None:
    codes = {*_FAULTS, CLOCK_WRONG, NEARLY_USED, USED_UP, TICKETS_WAIT, REFUSED, NOT_CALLED,
             OUTBOX_DAMAGED, OUTBOX_UNAVAILABLE}  # fmt: skip
    wanted = {f"technician.fault.{code}{part}" for code in codes for part in ("", ".do")}
    assert wanted - set(own("zh")) == set()


def test_the_english_words_of_a_fault_are_the_programs() -> None:
    english = own("en")
    assert {code: english[f"technician.fault.{code}"] for code in _FAULTS} == {
        code: fault.message for code, fault in _FAULTS.items()
    }
