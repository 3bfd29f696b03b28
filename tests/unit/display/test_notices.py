"""A board's notices come one after the other, each as long as it takes to read it."""

from contract.ids import EpochMs
from contract.text import Text
from display.core.notices import STAYS_MS, shown
from display.core.screens import Both

SHORT = Text(zh="今天下午停电", en="No power this afternoon")
OTHER = Text(zh="请保管好随身物品", en="Mind your belongings")
LONG = Text(zh="停" * 100, en="No power " * 20)


def at(*texts: Text, ms: int) -> Both | None:
    return shown(texts, EpochMs(ms))


def test_where_there_is_no_notice_none_is_shown() -> None:
    assert at(ms=0) is None


def test_a_short_notice_is_in_both_languages_at_once() -> None:
    assert at(SHORT, ms=123_456) == Both(SHORT.zh, SHORT.en)


def test_notices_take_turns() -> None:
    assert at(SHORT, OTHER, ms=STAYS_MS - 1) == Both.of(SHORT)
    assert at(SHORT, OTHER, ms=STAYS_MS) == Both.of(OTHER)
    assert at(SHORT, OTHER, ms=2 * STAYS_MS) == Both.of(SHORT)


def test_a_long_notice_has_the_room_alone_and_stays_until_it_is_read() -> None:
    assert at(LONG, ms=24_999) == Both(LONG.zh, "")
    assert at(LONG, ms=25_000) == Both("", LONG.en)
    assert at(LONG, ms=25_000 + len(LONG.en) * 90) == Both(LONG.zh, "")
