"""`[[notice]]`: when a notice is shown, where, and to whom."""

from datetime import UTC, datetime

import pytest

from contract.hall import HallFileInvalid, notices, parse_hall
from contract.hall.notices import Where
from contract.ids import ZoneId
from tests.helpers.halls import SMALL_HALL

ROOM = ZoneId("room")
MORNING = datetime(2026, 9, 15, 9, 30, tzinfo=UTC)


def hall_saying(more: str) -> str:
    return f'{SMALL_HALL}\n[[notice]]\nid = "n"\ntext = {{ zh = "好", en = "Good" }}\n{more}\n'


def says(more: str, where: Where = "board", zone: ZoneId = ROOM, local: datetime = MORNING) -> bool:
    file = parse_hall(hall_saying(more))
    return [text.en for text in notices.shown(file.notice, where, zone, local)] == ["Good"]


def test_a_plain_notice_is_on_every_screen_at_every_hour() -> None:
    assert says("")
    assert says("", "kiosk", ZoneId("annex"), MORNING.replace(hour=0))


def test_a_notice_may_be_for_kiosks_alone() -> None:
    assert says('on = ["kiosk"]', "kiosk")
    assert not says('on = ["kiosk"]', "board")


def test_a_notice_may_be_for_some_zones() -> None:
    assert says('zones = ["room"]')
    assert not says('zones = ["annex"]')


@pytest.mark.parametrize(
    ("hour", "minute", "shown"), [(8, 59, False), (9, 0, True), (11, 29, True), (11, 30, False)]
)
def test_a_notice_may_have_hours(hour: int, minute: int, shown: bool) -> None:
    assert says('hours = ["09:00-11:30"]', local=MORNING.replace(hour=hour, minute=minute)) is shown


@pytest.mark.parametrize(("day", "shown"), [(14, False), (15, True), (16, True), (17, False)])
def test_a_notice_has_a_first_and_a_last_day(day: int, shown: bool) -> None:
    days = "first_day = 2026-09-15\nlast_day = 2026-09-16"
    assert says(days, local=MORNING.replace(day=day)) is shown


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("on = []", "at least 1"),
        ('on = ["phone"]', "allowed: 'kiosk' or 'board'"),
        ('zones = ["attic"]', 'there is no zone "attic"'),
        ('hours = ["11:30-09:00"]', "ends before it begins"),
        ('[[notice]]\nid = "n"\ntext = { zh = "二", en = "Two" }', "already the id of a notice"),
    ],
)
def test_what_a_notice_cannot_be_is_named(more: str, words: str) -> None:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(hall_saying(more))
    assert words in str(caught.value)
