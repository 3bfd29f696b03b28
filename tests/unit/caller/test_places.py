"""The hold list: no ticket moves in it, so that neither a key nor a finger hits another."""

from caller.core.knowledge import PLACES_KEPT, places
from caller.core.screens import Panel
from contract.ids import TicketId
from tests.helpers.desk import free, ticket
from tests.unit.caller.clerk import Clerk

A, B, C = (TicketId(f"2026-11-22.A00{n}") for n in (1, 2, 3))


def test_who_goes_leaves_an_empty_place() -> None:
    assert places((A, B, C), [A, C]) == (A, None, C)


def test_who_comes_stands_at_the_end() -> None:
    assert places((A, None, C), [A, C, B]) == (A, None, C, B)


def test_without_another_place_with_a_key_the_newcomer_takes_the_first_that_is_free() -> None:
    full = tuple(TicketId(f"2026-11-22.B{n:03}") for n in range(PLACES_KEPT))

    assert places(full, [*full[1:], A]) == (A, *full[1:])


def test_empty_places_at_the_end_are_given_up() -> None:
    assert places((A, None, C), [A]) == (A,)


def test_the_key_of_a_ticket_on_hold_stays_its_own() -> None:
    clerk = Clerk(free(held=(ticket("A007"), ticket("A009"))))
    clerk.bench.show(free(held=(ticket("A009"),)))
    assert [(h.number, h.key) for h in clerk.sees(Panel).held] == [("", ""), ("A009", "2")]

    clerk.keys("1")
    assert clerk.sent == []

    clerk.keys("2")
    assert clerk.last() == {"ticket_id": "2026-11-22.A009"}
