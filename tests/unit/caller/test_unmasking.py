"""A clerk who may sees the whole card of who is at the window: for a moment, and for a reason."""

from caller.core.pages.unmasking import SHOWN_MS
from caller.core.screens import Options, Panel, Sheet
from contract.messages.state import PanelState
from tests.helpers.desk import called, free, serving, ticket
from tests.helpers.unmasking import CARD, unmasking_hall
from tests.unit.caller.clerk import Clerk

KEPT = serving(ticket=ticket(unmaskable=True))


def clerk_at(panel: PanelState = KEPT, *, unmasks: bool = True, opens: bool = True) -> Clerk:
    hall = unmasking_hall(unmasks=unmasks)
    return Clerk(panel, hall=hall, opening=lambda _: CARD if opens else None)


def ask(clerk: Clerk) -> None:
    """Ask for the card, with the first reason."""
    clerk.keys("I", "1")


def test_with_two_keys_and_a_reason_the_card_is_there() -> None:
    clerk = clerk_at()
    ask(clerk)

    assert clerk.sent == ["UnmaskVisitor"]
    assert clerk.last()["ticket_id"] == KEPT.ticket.ticket_id  # type: ignore[union-attr]
    assert "department's system" in clerk.last()["reason"]
    clerk.bench.done(whole="c2VhbGVk")

    sheet = clerk.sees(Sheet)
    assert [fact.text for fact in sheet.facts] == [CARD.name, CARD.number, "Hidden again in 30 s"]


def test_it_hides_by_itself_and_by_a_key() -> None:
    clerk = clerk_at()
    ask(clerk)
    clerk.bench.done(whole="c2VhbGVk")
    clerk.bench.wait(SHOWN_MS - 1)
    clerk.sees(Sheet)
    clerk.bench.wait(1)
    assert clerk.sees(Panel).ticket.visitor == "张* …123X"

    ask(clerk)
    clerk.bench.done(whole="c2VhbGVk")
    clerk.keys("Escape")
    clerk.sees(Panel)


def test_it_hides_when_the_ticket_goes() -> None:
    clerk = clerk_at()
    ask(clerk)
    clerk.bench.done(whole="c2VhbGVk")

    clerk.bench.show(called("A013"))

    clerk.sees(Panel)


def test_nothing_is_shown_before_the_answer_or_after_a_refusal() -> None:
    clerk = clerk_at()
    ask(clerk)
    clerk.sees(Options)
    clerk.bench.refuse("nothing_to_unmask", number="A012")
    assert clerk.sees(Options).frame.message == "Nothing more is kept of who has A012"


def test_a_card_that_does_not_open_says_what_a_technician_should_look_at() -> None:
    clerk = clerk_at(opens=False)
    ask(clerk)
    clerk.bench.done(whole="c2VhbGVk")
    assert "unmasking_key" in clerk.sees(Sheet).facts[0].text


def test_it_is_offered_only_where_it_can_be_had() -> None:
    offered = clerk_at().sees(Panel).ticket.asks_whole
    assert offered == "Whole  I"
    for clerk in (
        clerk_at(serving()),
        clerk_at(free()),
        clerk_at(unmasks=False),
        Clerk(KEPT, hall=unmasking_hall()),
    ):
        assert clerk.sees(Panel).ticket.asks_whole == ""
        ask(clerk)
        assert clerk.sent == []


def test_the_menu_names_it_to_those_who_may_alone() -> None:
    for clerk, named in ((clerk_at(serving()), True), (clerk_at(unmasks=False), False)):
        clerk.keys("M")
        keys = [option.key for option in clerk.sees(Options).options]
        assert ("I" in keys) == named
