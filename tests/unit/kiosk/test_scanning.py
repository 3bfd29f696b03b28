"""What is held before the scanner: tickets, appointments, documents, and anything else."""

from collections.abc import Sequence
from typing import Any

import pytest

from contract.hall import HallFile, parse_hall
from contract.ids import GroupId, TicketNumber, WindowId
from contract.messages.answers import Done, Refused
from contract.messages.commands import CancelNumber, CheckIn, IssueTicket, ReprintTicket
from contract.messages.state import TicketState
from hardware.idcard.service_card import ServiceCard
from kiosk.core import screens
from kiosk.core.codes import BookingCode, TicketCode, code_in
from tests.helpers.halls import HALLS
from tests.helpers.zones import PASSPORT, china_passport, china_permit
from tests.unit.kiosk.bench import TO_IDENTIFY, Bench

KEY = b"0123456789abcdef"
TOKEN = "5d1f0a3c2e84d5f9a706"
URL = "https://hall.example/t/{token}?id={ticket}"


def hall(url: str = "", *, documents: bool = False) -> HallFile:
    """Return the street hall; its kiosk has a scanner."""
    text = (HALLS / "street.toml").read_text(encoding="utf-8")
    scanner = f'scanner = {{ url = "/dev/scanner", documents = {str(documents).lower()} }}'
    text = text.replace("\ncard_reader = ", f"\n{scanner}\ncard_reader = ", 1)
    return parse_hall(text.replace("\nlevel = ", f'\nticket_url = "{url}"\nlevel = ', 1))


def bench(url: str = "", *, documents: bool = False) -> Bench:
    return Bench(hall(url, documents=documents), person_key=KEY)


def answer(at: Bench, *, stage: Any = "waiting", **facts: Any) -> None:
    """Tell how it stands with the ticket that was asked for last."""
    asked = at.questions[-1]
    standing = TicketState(
        number=TicketNumber("A012"), group_id=GroupId("general"), stage=stage, **facts
    )
    at.presenter.on_answered(
        asked,
        Done(command_id=asked.command_id, answered_at_ms=at.clock.now_ms(), standing=standing),
    )


@pytest.mark.parametrize(
    ("url", "text", "code"),
    [
        ("", "2025-11-24.A012", TicketCode(TicketNumber("A012"), "2025-11-24")),
        ("", "A012", TicketCode(TicketNumber("A012"))),
        (URL, "2025-11-24.A012", TicketCode(TicketNumber("A012"), "2025-11-24")),
        (
            URL,
            f"https://hall.example/t/{TOKEN}?id=2025-11-24.A012",
            TicketCode(TicketNumber("A012"), "2025-11-24", TOKEN),  # type: ignore[arg-type]
        ),
        ("https://x.cn/{token}", f"https://x.cn/{TOKEN}", TicketCode(None, None, TOKEN)),  # type: ignore[arg-type]
        ("https://x.cn/{token}", f"https://xxcn/{TOKEN}", None),  # a dot is a dot
        ("https://x.cn/{token}", f"https://x.cn/{TOKEN}/../admin", None),
        ("https://x.cn/page", "https://x.cn/page", None),  # no ticket's, but every ticket's
        ("", "2025-11-24.9012", None),
        ("", "K7M3PQ", BookingCode("K7M3PQ")),  # type: ignore[arg-type]
        ("", "k7m-3pq", BookingCode("K7M3PQ")),  # type: ignore[arg-type]
        ("", "11010519491231002X", None),  # nobody's number is a code
        ("", "https://pay.example/K7M3PQ", None),
        ("", "wxp://f2f0", None),
        ("", "签到", None),
        ("", "", None),
    ],
)
def test_a_text_is_a_code_of_this_hall_or_nothing(url: str, text: str, code: object) -> None:
    assert code_in(text, bench(url).presenter._catalog) == code


def test_a_scanned_ticket_shows_where_in_the_line_it_is_and_can_be_given_up() -> None:
    at = bench(URL)
    at.presenter.on_code(f"https://hall.example/t/{TOKEN}?id=2025-11-24.A012")
    [asked] = at.questions
    assert (asked.token, asked.number) == (TOKEN, None)
    answer(at, ahead=3, wait_ms=11 * 60_000)

    assert isinstance(at.screen, screens.MyTicket)
    assert at.screen.number == "A012"
    assert at.screen.standing == screens.Standing(
        stage="waiting", ahead=3, wait_minutes="11", window=0
    )
    at.tap("cancel", "yes")

    [command] = at.sent
    assert isinstance(command, CancelNumber)
    assert (command.number, command.token) == ("A012", TOKEN)
    assert at.presenter._visit.token is None
    assert len(at.questions) == 1


def test_a_typed_number_shows_where_in_the_line_it_is_too() -> None:
    at = bench()
    at.tap("my_ticket", "key A", "key 0", "key 1")
    assert at.questions == []
    at.tap("key 2")
    assert [asked.number for asked in at.questions] == ["A012"]
    answer(at, ahead=0)
    assert isinstance(at.screen, screens.MyTicket)
    assert at.screen.standing is not None
    at.tap("key erase")
    assert isinstance(at.screen, screens.MyTicket)
    assert at.screen.standing is None


def test_a_ticket_that_is_called_is_sent_to_its_window_and_not_given_up() -> None:
    at = bench()
    at.presenter.on_code("2025-11-24.A012")
    answer(at, stage="called", window_id=WindowId("w3"))
    assert isinstance(at.screen, screens.MyTicket)
    assert at.screen.standing == screens.Standing(
        stage="called", ahead=None, wait_minutes=None, window=3
    )
    assert not at.screen.complete


@pytest.mark.parametrize(
    ("code", "hint"),
    [("unknown_token", "unknown_ticket"), ("expired", "lay_card"), ("", "over")],
)
def test_a_ticket_of_which_nothing_is_known_is_said_to_be_none(code: str, hint: str) -> None:
    at = bench()
    at.presenter.on_code("2025-11-24.A012")
    [asked] = at.questions
    envelope: Any = {"command_id": asked.command_id, "answered_at_ms": at.clock.now_ms()}
    given = Refused(**envelope, code=code, message="no") if code else Done(**envelope)
    at.presenter.on_answered(asked, given)
    assert isinstance(at.screen, screens.MyTicket)
    assert at.screen.hint == hint


def test_an_answer_about_a_ticket_comes_too_late_for_the_next_visitor() -> None:
    at = bench()
    at.presenter.on_code("2025-11-24.A012")
    at.tap("home")
    answer(at, ahead=3)
    assert isinstance(at.screen, screens.Home)


def test_yesterdays_ticket_is_none_of_today() -> None:
    at = bench()
    at.presenter.on_code("2025-11-23.A012")
    assert isinstance(at.screen, screens.Sorry)
    assert at.screen.reason == "sorry.old_ticket"
    assert at.questions == []


@pytest.mark.parametrize("where", [(), ("appointment",), ("my_ticket",), TO_IDENTIFY])
def test_a_scanned_appointment_checks_in_from_wherever_somebody_is(where: Sequence[str]) -> None:
    at = bench()
    at.tap(*where)
    at.presenter.on_code("k7m3pq")
    [command] = at.sent
    assert isinstance(command, CheckIn)
    assert command.code == "K7M3PQ"
    at.answer_checked_in()
    assert isinstance(at.screen, screens.Printing)


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        (TO_IDENTIFY, screens.Identify),
        (("appointment",), screens.CheckIn),
        (("my_ticket",), screens.MyTicket),
    ],
)
def test_anything_else_is_said_to_be_no_code(where: Sequence[str], kind: type) -> None:
    at = bench()
    at.tap(*where)
    at.presenter.on_code("https://pay.example/1")
    assert isinstance(at.screen, kind)
    assert getattr(at.screen, "hint", "") == "code_unknown"
    at.presenter.on_no_code()
    assert getattr(at.screen, "hint", "") == "code_unknown"
    assert at.sent == []


def test_on_the_first_page_it_is_said_on_a_page_of_its_own_and_elsewhere_nothing_is_lost() -> None:
    at = bench()
    at.presenter.on_code("https://pay.example/1")
    assert isinstance(at.screen, screens.Sorry)
    at = bench()
    at.tap("begin")
    at.presenter.on_code("https://pay.example/1")
    assert isinstance(at.screen, screens.Groups)


def test_alone_a_kiosk_says_that_it_cannot_look() -> None:
    at = bench()
    at.lose_hall()
    before = at.screen
    at.presenter.on_code("2025-11-24.A012")
    assert isinstance(before, screens.NoConnection | screens.Home)
    assert at.questions == []


def test_while_a_ticket_is_printed_codes_mean_nothing() -> None:
    at = bench()
    at.tap(*TO_IDENTIFY, "skip")
    at.answer_done()
    at.presenter.on_code("2025-11-24.A012")
    at.presenter.on_no_code()
    at.presenter.on_zone(PASSPORT)
    assert isinstance(at.screen, screens.Printing)
    assert len(at.sent) == 1


def test_a_passport_counts_as_identity_like_an_id_card() -> None:
    at = bench(documents=True)
    at.tap(*TO_IDENTIFY)
    assert isinstance(at.screen, screens.Identify)
    assert at.screen.documents
    at.presenter.on_zone(china_passport(surname="WANG", birth="450101"))

    [command] = at.sent
    assert isinstance(command, IssueTicket)
    assert command.visitor is not None
    assert (command.visitor.masked_name, command.visitor.document_tail) == ("W***", "0000")
    assert command.priority_id == "elder"
    assert len(command.person_hash) == 64
    assert "E00000000" not in repr(at.presenter._visit)


def test_the_same_document_has_the_same_hash_and_another_has_another() -> None:
    hashes = []
    for lines in (china_passport(), china_passport(), (china_permit(),)):
        at = bench()
        at.tap(*TO_IDENTIFY)
        at.presenter.on_zone(lines)
        [command] = at.sent
        assert isinstance(command, IssueTicket)
        hashes.append(command.person_hash)
    assert hashes[0] == hashes[1] != hashes[2]


def spoiled() -> tuple[str, str]:
    """Return a passport with one digit of its number read wrong."""
    return PASSPORT[0], "L898902C46" + PASSPORT[1][10:]


def test_a_document_read_with_a_doubt_waits_for_the_visitors_word() -> None:
    at = bench()
    at.tap(*TO_IDENTIFY)
    at.presenter.on_zone(spoiled())
    assert at.sent == []
    assert isinstance(at.screen, screens.ConfirmDocument)
    shown = (at.screen.masked_name, at.screen.document_tail, at.screen.born)
    assert shown == ("E***", "02C4", "1974")
    at.tap("yes")
    [command] = at.sent
    assert isinstance(command, IssueTicket)
    assert command.visitor is not None
    assert at.presenter._visit.shown is None


def test_whoever_says_no_reads_it_again() -> None:
    at = bench()
    at.tap(*TO_IDENTIFY)
    at.presenter.on_zone(spoiled())
    at.tap("no")
    assert isinstance(at.screen, screens.Identify)
    assert at.screen.hint == "replace_document"
    at.presenter.on_zone(PASSPORT)
    assert len(at.sent) == 1


@pytest.mark.parametrize("where", [("appointment",), ("my_ticket",)])
def test_where_only_the_very_document_helps_a_doubtful_one_is_read_again(
    where: Sequence[str],
) -> None:
    at = bench()
    at.tap(*where)
    at.presenter.on_zone(spoiled())
    assert getattr(at.screen, "hint", "") == "replace_document"
    assert at.sent == []


def test_a_zone_that_is_none_is_to_be_read_again() -> None:
    at = bench()
    at.tap(*TO_IDENTIFY)
    at.presenter.on_zone(PASSPORT[::-1])
    assert isinstance(at.screen, screens.Identify)
    assert at.screen.hint == "replace_document"


def test_a_passport_proves_whose_ticket_it_is() -> None:
    at = bench()
    at.presenter.on_code("2025-11-24.A012")
    answer(at, ahead=1)
    at.presenter.on_zone(PASSPORT)
    at.tap("reprint")
    [command] = at.sent
    assert isinstance(command, ReprintTicket)
    assert len(command.person_hash) == 64


def test_a_scanner_that_is_gone_is_a_fault_with_its_cause_and_the_other_ways_remain() -> None:
    at = bench(documents=True)
    at.tap(*TO_IDENTIFY)
    at.presenter.on_scanner(up=False, cause="cannot open /dev/scanner")
    faults = at.line.report_faults.call_args.args[0]
    assert "cannot open /dev/scanner" in faults["scanner.down"].message
    assert faults["scanner.down"].hint
    assert isinstance(at.screen, screens.Identify)
    assert not at.screen.documents
    assert at.screen.card_reader

    at.presenter.on_scanner(up=True)
    assert at.line.report_faults.call_args.args[0] == {}
    assert isinstance(at.screen, screens.Identify)
    assert at.screen.documents


def test_a_kiosk_without_a_scanner_speaks_of_none() -> None:
    at = Bench()
    at.tap("my_ticket")
    assert isinstance(at.screen, screens.MyTicket)
    assert not at.screen.scanner


def test_a_service_card_stands_for_a_person_without_name_and_age() -> None:
    at = bench()
    at.tap(*TO_IDENTIFY)
    at.presenter.on_card(ServiceCard("04112233445566"))
    [command] = at.sent
    assert isinstance(command, IssueTicket)
    assert command.visitor is not None
    assert (command.visitor.masked_name, command.visitor.document_tail) == ("", "5566")
    assert command.priority_id is None
    assert len(command.person_hash) == 64


@pytest.mark.parametrize("key", [KEY, None])
def test_a_passport_checks_in_where_there_is_no_card_reader_if_the_kiosk_has_the_key(
    key: bytes | None,
) -> None:
    at = Bench(hall(documents=True), person_key=key)
    at.presenter.on_card_reader(up=False)
    at.tap("appointment")
    at.presenter.on_zone(PASSPORT)
    assert [type(command) for command in at.sent] == ([CheckIn] if key else [])


def test_a_noisy_line_takes_nobodys_first_page_away() -> None:
    at = bench()
    for _ in range(5):
        at.presenter.on_no_code()
    assert isinstance(at.screen, screens.Home)
