"""A supervisor reads the alarms and says that they are seen."""

from typing import get_args

import pytest

from caller.core.screens import Browse, Sheet
from contract.ids import AlarmKind
from qtkit.texts import Texts
from tests.helpers.desk import HALL, LOCALE, free
from tests.helpers.hall_news import alarm, alarms
from tests.unit.caller.clerk import Clerk

PANEL_1 = HALL.caller[0].id
KINDS = get_args(AlarmKind)


@pytest.fixture
def clerk() -> Clerk:
    """Return a supervisor who looks at two alarms, the newest first."""
    made = Clerk(free())
    made.hear(alarms(alarm(2), alarm(1, acknowledged_by="c01")))
    made.keys("S", "A")
    made.bench.wait(500)
    return made


def test_alarms_say_what_is_wrong_for_how_long_and_who_has_seen_it(clerk: Clerk) -> None:
    rows = [(row.text, row.note, row.detail, row.tone) for row in clerk.sees(Browse).rows]
    what = "General Services: somebody has waited 40 min"
    assert rows == [
        (what, "5 min", "Nobody has seen it yet", "bad"),
        (what, "5 min", "Seen by Wang Haiyan", ""),
    ]


def test_an_alarm_says_what_to_do_and_is_acknowledged(clerk: Clerk) -> None:
    clerk.keys("Enter")
    assert clerk.sees(Sheet).facts[0].text.startswith("Open another window")
    assert clerk.sent == []

    clerk.keys("Enter")

    assert (clerk.sent, clerk.last()) == (["AcknowledgeAlarm"], {"alarm_id": "2026-11-22.2"})
    clerk.bench.done()
    assert clerk.sees(Browse).frame.last == "Alarm seen"


def test_an_alarm_that_is_seen_is_not_acknowledged_again(clerk: Clerk) -> None:
    clerk.keys("Down", "Enter", "Enter")
    clerk.tap("sheet.do", "acknowledge")
    assert clerk.sent == []
    assert not clerk.sees(Sheet).options[0].possible


def test_an_alarm_that_ends_before_ones_eyes_says_so(clerk: Clerk) -> None:
    clerk.keys("Enter")

    clerk.hear(alarms())
    assert clerk.sees(Sheet).title == "The alarm is over"
    clerk.keys("Enter")
    assert clerk.sent == []

    clerk.keys("Escape")
    assert clerk.sees(Browse).nothing == "No alarms"


def test_a_new_alarm_above_does_not_move_the_mark_to_another(clerk: Clerk) -> None:
    clerk.keys("Down")
    clerk.hear(alarms(alarm(3), alarm(2), alarm(1, acknowledged_by="c01")))
    assert [row.id for row in clerk.sees(Browse).rows if row.marked] == ["2026-11-22.1"]


@pytest.mark.parametrize(
    ("kind", "subject", "value", "text"),
    [
        ("line_length", "housing", 31, "Housing: 31 people wait"),
        ("service_over_promise", "w2", 61, "Window 2: service 2 min over what was promised"),
        ("device_down", PANEL_1, 1, "Panel of Window 1 does not answer"),
        ("paper_low", HALL.kiosk[0].id, 1, "Kiosk k1: the paper is nearly used up"),
        ("device_fault", HALL.display[0].id, 1, f"Display {HALL.display[0].id} reports a fault"),
        ("device_fault", "gone", 1, "gone reports a fault"),
        ("bad_rating", "2026-11-22.A012.1", 1, "A012 was rated badly"),
    ],
)
def test_what_an_alarm_is_about_has_the_name_it_has_in_the_hall(
    kind: AlarmKind, subject: str, value: int, text: str
) -> None:
    clerk = Clerk(free())
    clerk.hear(alarms(alarm(alarm=kind, subject=subject, value=value)))
    clerk.keys("S", "A")
    assert clerk.sees(Browse).rows[0].text == text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_alarm_has_its_words(kind: AlarmKind, language: str) -> None:
    table = Texts(LOCALE).table(language)
    assert "{subject}" in table[f"alarm.{kind}"]
    assert table[f"alarm.{kind}.do"]
