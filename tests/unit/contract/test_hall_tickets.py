"""Templates of tickets in the hall file: what is allowed, and where a mistake is said to be."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from contract.ids import DeviceId, GroupId
from tests.helpers.halls import SMALL_HALL

GOOD = """
[[ticket]]
groups = ["general"]
kiosks = ["k1"]
[[ticket.line]]
show = "number"
size = 8
[[ticket.line]]
show = "text"
text = { zh = "请留意", en = "Listen" }
"""


def test_a_template_suits_its_groups_at_its_kiosks() -> None:
    [ticket] = parse_hall(SMALL_HALL + GOOD).ticket

    assert ticket.suits(DeviceId("k1"), GroupId("general"))
    assert not ticket.suits(DeviceId("k2"), GroupId("general"))
    assert not ticket.suits(DeviceId("k1"), GroupId("other"))


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ('show = "number"', 'show = "nummer"', "ticket 1 . line 1 . show", "is not known here"),
        ('show = "number"', 'show = "rule"', "ticket 1 . line", 'show = "number" is missing'),
        ("size = 8", "size = 9", "ticket 1 . line 1 . size", "9 is too large; at most 8"),
        ("size = 8", "sise = 8", "ticket 1 . line 1 . sise", 'did you mean "size"?'),
        ("size = 8", 'file = "a.png"', "ticket 1 . line 1 . file", 'show = "logo" only'),
        ('show = "text"', 'show = "logo"', "ticket 1 . line 2 . show", "needs a PNG"),
        ('text = { zh = "请留意", en = "Listen" }', "", "ticket 1 . line 2 . show", "needs what"),
        ('groups = ["general"]', 'groups = ["generel"]', "ticket 1 . groups 1", "did you mean"),
        ('kiosks = ["k1"]', 'kiosks = ["k7"]', "ticket 1 . kiosks 1", "there is no kiosk"),
        ('kiosks = ["k1"]', 'languages = ["fr"]', "ticket 1 . languages 1", "not known here"),
        ('kiosks = ["k1"]', "languages = []", "ticket 1 . languages", "at least 1"),
    ],
)
def test_each_mistake_is_named_with_its_place(old: str, new: str, where: str, problem: str) -> None:
    assert GOOD.count(old) == 1
    text = SMALL_HALL + GOOD.replace(old, new)

    with pytest.raises(HallFileInvalid) as raised:
        parse_hall(text)

    found = [each for each in raised.value.errors if each.where == where]
    assert [each for each in found if problem in each.problem], raised.value.errors
    assert all(each.line > SMALL_HALL.count("\n") for each in found)
