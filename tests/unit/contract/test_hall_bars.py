"""LED bars in the hall file: what may stand there, and what does not go together."""

import pytest

from contract.hall import HallFileInvalid, parse_hall, wires
from contract.ids import DeviceId
from tests.helpers.halls import SMALL_HALL

BAR = '[[bar]]\nid = "bar-1"\nzone = "room"\nwindow = "w1"\nurl = "socket://10.0.0.61:5005"\n'
BUS = BAR.replace("socket://10.0.0.61:5005", "/dev/bars")


def mistakes(text: str) -> list[str]:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(text)
    return str(caught.value).splitlines()


def test_a_bar_needs_little_and_is_one_of_the_wires() -> None:
    hall = parse_hall(SMALL_HALL + BAR)
    bar = hall.bars[DeviceId("bar-1")]
    assert (bar.profile, bar.width, bar.height, bar.rows) == ("onbon-6k", 128, 32, 1)
    assert bar.idle.zh == "热情为您服务"
    wire = list(wires(hall))[-1]
    assert (wire.key, wire.entry, wire.path) == ("bar", bar, ("bar", 0))


def test_bars_share_a_line_if_each_has_its_address() -> None:
    second = BUS.replace("bar-1", "bar-2").replace('window = "w1"\n', "")
    parse_hall(SMALL_HALL + BUS + "address = 1\n" + second + "address = 2\n")


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        (BAR.replace('zone = "room"', 'zone = "annex"'), "bar bar-1 . zone",
         'window "w1" is in zone "room", not here'),
        (BAR.replace('"w1"', '"w2"'), "bar bar-1 . window", 'there is no window "w2"'),
        (BAR.replace("bar-1", "k1"), "bar k1 . id", '"k1" is already the id of a kiosk'),
        (BAR + "rows = 9\n", "bar bar-1 . rows", "9 is too large"),
        (BAR + 'called = { zh = "{ticket}", en = "-" }\n', "bar bar-1 . called",
         '"{ticket}": only {number} and {window} may stand in braces'),
        (BAR + 'idle = { zh = "{", en = "-" }\n', "bar bar-1 . idle", '"{": only {number}'),
        (BUS + BUS.replace("bar-1", "bar-2"), "bar bar-2",
         "/dev/bars is a line of several bars: give each its own address"),
        (BUS + BUS.replace("bar-1", "bar-2") + "address = 2\n", "bar bar-2",
         "/dev/bars is a line of several bars: give each its own address"),
        (BUS + "address = 2\n" + BUS.replace("bar-1", "bar-2") + "address = 2\n",
         "bar bar-2 . address", "2 is already the address of bar-1 on this line"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_named(text: str, where: str, problem: str) -> None:
    found = mistakes(SMALL_HALL + text)
    assert len(found) == 1
    assert f": {where}: " in found[0]
    assert problem in found[0]


def test_a_bar_does_not_hang_over_a_desk_of_the_back_office() -> None:
    desk = (
        '[[group]]\nid = "files"\nname = { zh = "案卷", en = "Files" }\ndepartment = "station"\n'
        'step = "desk"\nmean_service_s = 60\n'
        '[[window]]\nid = "d1"\nkind = "desk"\nnumber = 9\nzone = "room"\nserves = ["files"]\n'
    )
    (found,) = mistakes(SMALL_HALL + desk + BAR.replace('"w1"', '"d1"'))
    assert '"d1" is a desk of the back office, which no screen shows' in found
