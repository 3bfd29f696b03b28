import pytest

from hardware.mrz import MrzCollector
from hardware.mrz.collector import could_be_part
from tests.helpers.zones import CARD, LARGE_CARD, PASSPORT, SPECIMENS, china_permit


@pytest.mark.parametrize("lines", SPECIMENS)
def test_lines_come_one_by_one(lines: tuple[str, ...]) -> None:
    collector = MrzCollector()
    assert [collector.feed(line) for line in lines] == [None] * (len(lines) - 1) + [lines]
    assert not collector.waiting


@pytest.mark.parametrize("lines", SPECIMENS)
def test_or_all_as_one_text(lines: tuple[str, ...]) -> None:
    assert MrzCollector().feed("".join(lines)) == lines


def test_a_permit_of_one_line_is_whole_by_itself() -> None:
    assert MrzCollector().feed(china_permit()) == (china_permit(),)


def test_a_first_line_read_twice_does_no_harm() -> None:
    collector = MrzCollector()
    found = [collector.feed(line) for line in (CARD[0], CARD[1], CARD[0], *CARD)]
    assert found[-1] == CARD
    assert found[:-1] == [None] * 5


def test_anything_else_between_the_lines_breaks_the_zone() -> None:
    collector = MrzCollector()
    for text in (PASSPORT[0], "ABC123", PASSPORT[1]):
        assert collector.feed(text) is None


def test_lines_of_two_documents_are_never_joined() -> None:
    collector = MrzCollector()
    found = [collector.feed(line) for line in (PASSPORT[0], *LARGE_CARD)]
    assert found == [None, None, LARGE_CARD]


def test_a_half_zone_can_be_forgotten() -> None:
    collector = MrzCollector()
    collector.feed(PASSPORT[0])
    assert collector.waiting
    collector.reset()
    assert collector.feed(PASSPORT[1]) is None


@pytest.mark.parametrize("text", ["A012", "ABCDEFGH23", "https://hall.example/t/1", "", "A" * 43])
def test_codes_are_no_lines(text: str) -> None:
    assert not could_be_part(text)
    assert could_be_part(PASSPORT[0])
