"""Steps, outcomes and notes in a hall file: what can be said, and what is a mistake."""

import pytest

from contract.hall import parse_hall
from contract.ids import GroupId, OutcomeId
from tests.helpers.halls import SMALL_HALL
from tests.unit.contract.test_hall_mistakes import mistakes, place

STEPS = """
[desk]
quick_series = "q"

[[series]]
id = "q"
letter = "Q"

[[group]]
id = "pay"
name = { zh = "收费", en = "Cashier" }
department = "station"
step = "cashier"
mean_service_s = 60

[[group]]
id = "review"
name = { zh = "审核", en = "Review" }
department = "station"
step = "desk"
mean_service_s = 600

[[window]]
id = "w2"
number = 2
zone = "room"
serves = ["pay"]

[[window]]
id = "d1"
kind = "desk"
number = 3
zone = "room"
serves = ["review"]

[[outcome]]
id = "done"
name = { zh = "办结", en = "Done" }

[[outcome]]
id = "approved"
name = { zh = "通过", en = "Approved" }
groups = ["review"]

[[note]]
id = "agent"
name = { zh = "代办", en = "By an agent" }
"""
WHOLE = SMALL_HALL + STEPS


def changed(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1, f"{old!r} must stand once in the hall"
    return WHOLE.replace(old, new)


def test_a_hall_may_have_desks_tills_outcomes_and_notes() -> None:
    hall = parse_hall(WHOLE)

    steps = [(group.id, group.step, group.gives_tickets) for group in hall.group]
    assert steps == [
        ("general", "window", True), ("pay", "cashier", False), ("review", "desk", False),
    ]  # fmt: skip
    approved, done = hall.outcomes[OutcomeId("approved")], hall.outcomes[OutcomeId("done")]
    assert approved.suits(GroupId("review"))
    assert not approved.suits(GroupId("pay"))
    assert done.suits(GroupId("pay"))


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ('step = "cashier"', 'step = "till"', "group pay . step",
         "\"till\" is not known here; allowed: 'window', 'desk', 'cashier' or 'collection'"),
        ('step = "cashier"', 'step = "cashier"\nseries = "q"', "group pay . series",
         'nobody takes a ticket for a group with step = "cashier"; leave series out'),
        ('series = "a"\n', "", "group general . series", "is missing"),
        ('serves = ["review"]', 'serves = ["review", "pay"]', "window d1 . serves 2",
         'a desk serves groups with step = "desk" only, and "pay" is none'),
        ('serves = ["pay"]', 'serves = ["pay", "review"]', "window w2 . serves 2",
         '"review" is worked on at desks; give this window kind = "desk"'),
        ('id = "k1"\nzone = "room"', 'id = "k1"\nzone = "room"\ngroups = ["pay"]',
         "kiosk k1 . groups 1", '"pay" has step = "cashier": nobody takes a ticket for it'),
        ('id = "board"\nkind = "board"\nzone = "room"',
         'id = "board"\nkind = "window"\nzone = "room"\nwindow = "d1"',
         "display board . window", '"d1" is a desk of the back office, which no screen shows'),
        ('quick_series = "q"', 'quick_series = "p"', "desk . quick_series",
         'there is no series "p"; known: a, q'),
        ('groups = ["review"]', 'groups = ["reviews"]', "outcome approved . groups 1",
         'there is no group "reviews"; did you mean "review"?'),
        ('id = "approved"', 'id = "done"', "outcome done . id",
         '"done" is already the id of an outcome'),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_named(old: str, new: str, where: str, words: str) -> None:
    [mistake] = mistakes(changed(old, new))

    assert mistake.endswith(f"{where}: {words}")


def test_a_mistake_has_its_line() -> None:
    text = changed('serves = ["review"]', 'serves = ["review", "pay"]')

    [mistake] = mistakes(text)

    assert mistake.startswith(place(text, 'serves = ["review", "pay"]'))
