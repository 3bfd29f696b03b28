"""Every character that a hall writes has a glyph on the screens and on paper."""

import pytest
from PySide6.QtGui import QFontDatabase

from hardware.escpos.fonts import FontBook
from kiosk.main import texts
from qtkit.fonts import undrawable
from qtkit.program import application
from tests.helpers.halls import shipped_hall

RARE = "䶮㛃𬭎𬍛𫖯𬀩𠮷𪨰㙍㵘䲜"
"""Of names that people have: some are in no font of a plain system."""
RAREST = "𠀀𡃁𤽜𪜀𫝀𫠠𬺰"
"""Of Extensions B to F: fonts-noto-cjk has one in twenty of them."""
HALLS = ("street", "xicheng", "community")


def without_glyph(words: str) -> set[str]:
    return undrawable(words, application().font())


def words_of(hall: str) -> str:
    file = shipped_hall(hall)
    said = [file.hall.name, *(paper for item in file.item for paper in item.papers)]
    said += [each.name for each in file.department] + [each.name for each in file.group]
    said += [each.name for each in file.item] + [each.name for each in file.clerk]
    said += [each.name for each in file.zone] + [each.name for each in file.priority]
    return "".join(words for text in said for words in text.words.values())


def test_what_no_font_has_is_found_out() -> None:
    assert without_glyph("号\U0010ffff") == {"\U0010ffff"}


@pytest.mark.parametrize("hall", HALLS)
def test_every_name_of_a_hall_is_drawn(hall: str) -> None:
    words = words_of(hall)
    assert without_glyph(words) == set()
    book = FontBook.find()
    assert [sign for sign in sorted(set(words)) if not book.covers(sign)] == []


@pytest.mark.parametrize("language", texts().languages)
def test_every_text_of_the_kiosk_is_drawn(language: str) -> None:
    assert without_glyph("".join(texts().table(language).values())) == set()


def test_rare_names_are_drawn_on_screen_and_paper() -> None:
    book = FontBook.find()
    assert without_glyph(RARE) == set()
    assert [sign for sign in RARE if not book.covers(sign)] == []


def test_the_rarest_names_are_drawn_where_their_font_is() -> None:
    application()
    if not any("Hana" in family for family in QFontDatabase.families()):
        pytest.skip("fonts-hanazono is not installed")
    book = FontBook.find()
    assert without_glyph(RAREST) == set()
    assert [sign for sign in RAREST if not book.covers(sign)] == []
