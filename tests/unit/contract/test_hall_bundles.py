"""Bundles in a hall file: what can be one visit, and what is a mistake."""

import pytest

from contract.hall import parse_hall
from tests.helpers.halls import SMALL_HALL
from tests.unit.contract.test_hall_mistakes import mistakes

MORE = """
[[group]]
id = "pay"
name = { zh = "收费", en = "Cashier" }
department = "station"
step = "cashier"
mean_service_s = 60

[[window]]
id = "w2"
number = 2
zone = "room"
serves = ["pay"]

[[item]]
id = "permit"
name = { zh = "证", en = "Permit" }
group = "general"

[[item]]
id = "proof"
name = { zh = "证明", en = "Proof" }
group = "general"

[[item]]
id = "fee"
name = { zh = "费", en = "Fee" }
group = "pay"

[[bundle]]
id = "move"
name = { zh = "搬家", en = "Move" }
services = """
WHOLE = SMALL_HALL + MORE


def test_a_hall_may_have_bundles() -> None:
    [bundle] = parse_hall(WHOLE + '["permit", "proof"]').bundle
    assert (bundle.icon, bundle.note, bundle.services) == ("ticket", None, ("permit", "proof"))


@pytest.mark.parametrize(
    ("services", "where", "words"),
    [
        ('["permit"]', "", "a bundle has 2 to 4 services, and this has 1"),
        ('["permit", "prof"]', " 2", 'there is no item "prof"; did you mean "proof"?'),
        ('["permit", "permit"]', " 2", '"permit" is there twice'),
        ('["permit", "fee"]', " 2",
         'nobody takes a ticket for "fee": its group, "pay", has no series'),
    ],
)  # fmt: skip
def test_services_that_cannot_be_one_visit_are_named(services: str, where: str, words: str) -> None:
    [mistake] = mistakes(WHOLE + services)
    assert mistake.endswith(f"bundle move . services{where}: {words}")
