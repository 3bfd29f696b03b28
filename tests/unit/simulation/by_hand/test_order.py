"""What is typed to a simulated device becomes a call, or one clear sentence."""

from enum import Enum

import pytest

from simulation.by_hand.order import NotUnderstood, Order, Orders


class Colour(Enum):
    RED = 1
    DARK_GREEN = 2


class Lamp:
    def __init__(self) -> None:
        self.did: list[object] = []

    def shine(self, colour: Colour, seconds: float = 1.5) -> str:
        self.did.append((colour, seconds))
        return "it shines"

    def switch(self, on: bool) -> None:
        self.did.append(on)

    def count(self, number: int) -> None:
        if number < 0:
            raise ValueError("not below 0")
        self.did.append(number)


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture
def orders(lamp: Lamp) -> Orders:
    return Orders(
        [
            Order("shine", "let it shine", lamp.shine),
            Order("switch", "on or off", lamp.switch),
            Order("count", "count", lamp.count),
        ]
    )


def test_words_become_what_the_function_wants(orders: Orders, lamp: Lamp) -> None:
    assert orders.obey("shine dark-green 2") == "it shines"
    orders.obey("shine red")
    orders.obey("switch off")
    orders.obey("count 3")

    assert lamp.did == [(Colour.DARK_GREEN, 2.0), (Colour.RED, 1.5), False, 3]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("glow", '"glow" is no order; "help" lists them'),
        ("shine", "say: shine red|dark-green [SECONDS]"),
        ("shine blue", '"blue" is not understood; say: shine red|dark-green [SECONDS]'),
        ("shine red 1 2", "say: shine red|dark-green [SECONDS]"),
        ("switch 1", '"1" is not understood; say: switch on|off'),
        ("count x", '"x" is not understood; say: count NUMBER'),
        ("count -1", "not below 0; say: count NUMBER"),
    ],
)
def test_what_is_no_order_is_answered_with_what_would_be(
    orders: Orders, lamp: Lamp, line: str, said: str
) -> None:
    with pytest.raises(NotUnderstood) as raised:
        orders.obey(line)
    assert str(raised.value) == said
    assert lamp.did == []


def test_help_names_every_order_and_tells_all_of_one(orders: Orders) -> None:
    assert [line.split()[0] for line in orders.help().splitlines()] == ["shine", "switch", "count"]
    assert orders.help("count") == "count NUMBER\ncount"
