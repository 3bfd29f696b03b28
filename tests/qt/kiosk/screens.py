"""Every screen of the kiosk, each reached as a visitor reaches it."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from contract.ids import DeviceId, GroupId, TicketNumber, WindowId
from contract.messages.answers import Arrival, Done
from contract.messages.state import TicketState
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.saver import Saver
from messaging import LinkState
from tests.helpers.zones import PASSPORT
from tests.unit.kiosk.bench import (
    TICKET,
    TO_ASKING,
    TO_BUNDLE,
    TO_IDENTIFY,
    TO_LIST,
    TO_SECOND,
    TO_TECHNICIAN,
    Bench,
)


def _printing(bench: Bench) -> None:
    bench.tap(*TO_ASKING)
    bench.answer_done()


def _paper(outcome: Paper) -> Callable[[Bench], None]:
    def lead(bench: Bench) -> None:
        _printing(bench)
        bench.presenter.on_paper(TICKET, outcome, "")

    return lead


def _two_services(bench: Bench) -> None:
    bench.tap(*TO_SECOND, "group housing", "item housing-review", "confirm", "skip")
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")


def _no_connection(bench: Bench) -> None:
    bench.presenter.on_link(LinkState.LOST, "no broker answers at mqtt://127.0.0.1:1883")
    bench.wait(3)


def _idle(bench: Bench) -> None:
    bench.tap("begin")
    bench.wait(53)


def _resting(bench: Bench) -> None:
    bench.presenter._saver = Saver(1, bench.clock.now_ms())
    bench.wait(61)


def _in_trouble(bench: Bench) -> None:
    _no_connection(bench)
    _down(PrinterTrouble.COVER_OPEN)(bench)
    bench.presenter.on_card_reader(up=False, cause="no answer within 2 s")
    bench.tap(*TO_TECHNICIAN, "test_print")


def _tapped(*touches: str) -> Callable[[Bench], None]:
    return lambda bench: bench.tap(*touches)


def _digits(digits: str) -> list[str]:
    return [f"digit {digit}" for digit in digits]


def _keys(keys: str) -> list[str]:
    return [f"key {key}" for key in keys]


def _cancelled(bench: Bench) -> None:
    bench.tap("my_ticket", *_keys("A012"), "cancel", "yes")
    bench.answer_yes()


def _checked_in(arrival: Arrival) -> Callable[[Bench], None]:
    def lead(bench: Bench) -> None:
        bench.tap("appointment", *_keys("K7M3PQ"), "confirm")
        bench.answer_checked_in(arrival)
        bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    return lead


def _too_early(bench: Bench) -> None:
    bench.tap("appointment", *_keys("K7M3PQ"), "confirm")
    bench.answer_refused("too_early", bench.sent[-1], slot="14:00", since="13:30")


def _down(trouble: PrinterTrouble) -> Callable[[Bench], None]:
    return lambda bench: bench.presenter.on_printer(PrinterHealth(trouble, detail="do something"))


def _alone(bench: Bench) -> None:
    bench.wait(1)
    bench.lose_hall()


def _given_alone(bench: Bench) -> None:
    _alone(bench)
    bench.tap(*TO_ASKING)
    bench.presenter.on_paper(bench.slip.ticket_id, Paper.PRINTED, "")


def _starting(bench: Bench) -> None:
    bench.presenter._devices.printer = None
    bench.wait(1)


def _no_paper_alone(bench: Bench) -> None:
    _alone(bench)
    _down(PrinterTrouble.DOWN)(bench)


def _without_paper(*touches: str) -> Callable[[Bench], None]:
    def lead(bench: Bench) -> None:
        _down(PrinterTrouble.PAPER_OUT)(bench)
        bench.tap(*touches)
        bench.answer_done()

    return lead


def _asked_without_paper(bench: Bench) -> None:
    _down(PrinterTrouble.PAPER_OUT)(bench)
    bench.tap(*TO_ASKING)


def _shown_alone(bench: Bench) -> None:
    _no_paper_alone(bench)
    bench.tap(*TO_ASKING)


def _not_alone(bench: Bench) -> None:
    _alone(bench)
    bench.tap("my_ticket")


def _cancel_unanswered(bench: Bench) -> None:
    bench.wait(1)
    bench.tap("my_ticket", *_keys("A012"), "cancel", "yes")
    bench.lose_hall()


def _standing(stage: Literal["waiting", "called"], **facts: Any) -> Callable[[Bench], None]:
    def lead(bench: Bench) -> None:
        bench.presenter.on_code("2025-11-24.A012")
        [asked] = bench.questions
        bench.presenter.on_answered(
            asked,
            Done(
                command_id=asked.command_id,
                answered_at_ms=bench.clock.now_ms(),
                standing=TicketState(
                    number=TicketNumber("A012"), group_id=GroupId("general"), stage=stage, **facts
                ),
            ),
        )

    return lead


def _rung(bench: Bench) -> None:
    bench.tap("begin", "help", "ring")
    bench.answer_yes()


def _coming(bench: Bench) -> None:
    _rung(bench)
    bench.beat(ringing_kiosk_ids=(DeviceId("k1"),))
    bench.beat()


def _unheard(bench: Bench) -> None:
    bench.presenter.on_link(LinkState.LOST, "no broker answers at mqtt://127.0.0.1:1883")
    bench.wait(3)
    bench.tap("help")


def _listed(bench: Bench) -> None:
    bench.tap(*TO_LIST)
    bench.presenter.on_paper(bench.slip.ticket_id, Paper.PRINTED, "")


def _listed_without_paper(bench: Bench) -> None:
    _down(PrinterTrouble.PAPER_OUT)(bench)
    bench.tap(*TO_LIST)


def _partly_closed(bench: Bench) -> None:
    bench.queue(
        "family", closed="later_today", closed_note_zh="系统升级维护", closed_note_en="Upgrade"
    )
    bench.tap("bundles", "bundle child")


def _doubtful(bench: Bench) -> None:
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_zone((PASSPORT[0], "L898902C46" + PASSPORT[1][10:]))


def _wrong_code(*touches: str) -> Callable[[Bench], None]:
    def lead(bench: Bench) -> None:
        bench.tap(*touches)
        bench.presenter.on_code("https://pay.example/1")

    return lead


WAYS: Mapping[str, Callable[[Bench], None]] = {
    "home": _tapped(),
    "groups": _tapped("begin"),
    "search": _tapped("begin", "search"),
    "search found": _tapped("begin", "search", "letter S"),
    "search nothing": _tapped("begin", "search", *["letter A"] * 12),
    "items": _tapped("begin", "group general"),
    "papers": _tapped("begin", "group general", "item residence-permit"),
    "bundles": _tapped("bundles"),
    "bundle": _tapped(*TO_BUNDLE),
    "bundle without one": _tapped(*TO_BUNDLE, "leave_out unemployment-benefit"),
    "bundle partly closed": _partly_closed,
    "paper_list": _tapped(*TO_LIST),
    "paper_list printed": _listed,
    "paper_list no paper": _listed_without_paper,
    "paper_list bundle": _tapped(*TO_BUNDLE, "lack"),
    "groups chosen": _tapped(*TO_SECOND),
    "papers chosen": _tapped(*TO_SECOND, "group housing", "item housing-review"),
    "identify": _tapped(*TO_IDENTIFY),
    "identify hint": _tapped(*TO_IDENTIFY, "card"),
    "my_ticket": _tapped("my_ticket", *_keys("A01")),
    "my_ticket confirming": _tapped("my_ticket", *_keys("A012"), "cancel"),
    "cancelled": _cancelled,
    "sorry cancel unanswered": _cancel_unanswered,
    "my_ticket scanned": _standing("waiting", ahead=3, wait_ms=660_000, wait_bound_ms=900_000),
    "my_ticket called": _standing("called", window_id=WindowId("w3")),
    "my_ticket wrong code": _wrong_code("my_ticket"),
    "confirm_document": _doubtful,
    "identify wrong code": _wrong_code(*TO_IDENTIFY),
    "check_in wrong code": _wrong_code("appointment"),
    "sorry wrong code": _wrong_code(),
    "check_in": _tapped("appointment"),
    "check_in typed": _tapped("appointment", *_keys("K7M3PQ")),
    "take_ticket appointed": _checked_in("in_time"),
    "take_ticket late": _checked_in("late"),
    "sorry too early": _too_early,
    "phone": _tapped(*TO_IDENTIFY, "phone", *_digits("1381")),
    "phone wrong": _tapped(*TO_IDENTIFY, "phone", *_digits("03812345678")),
    "printing asked": _tapped(*TO_ASKING),
    "printing": _printing,
    "take_ticket": _paper(Paper.PRINTED),
    "take_ticket two": _two_services,
    "show_number uncertain": _paper(Paper.UNCERTAIN),
    "show_number": _without_paper(*TO_ASKING),
    "show_number two": _without_paper(
        *TO_SECOND, "group housing", "item housing-review", "confirm", "skip"
    ),
    "show_number alone": _shown_alone,
    "printing no paper": _asked_without_paper,
    "out_of_order": _starting,
    "home no paper": _down(PrinterTrouble.PAPER_OUT),
    "home no paper alone": _no_paper_alone,
    "no_connection": _no_connection,
    "home alone": _alone,
    "take_ticket alone": _given_alone,
    "sorry alone": _not_alone,
    "help": _tapped("begin", "help"),
    "help ringing": _tapped("begin", "help", "ring"),
    "help rung": _rung,
    "help coming": _coming,
    "help unheard": _unheard,
    "closed": lambda bench: bench.beat(is_open=False),
    "taken_over": lambda bench: bench.presenter.on_link(LinkState.TAKEN_OVER, ""),
    "groups idle": _idle,
    "screen_saver": _resting,
    "technician_code": _tapped("knock", "digit 1", "digit 2"),
    "technician_code wrong": _tapped("knock", "digit 1", "confirm"),
    "technician_code locked": _tapped("knock", *["digit 1", "confirm"] * 3),
    "technician": _tapped(*TO_TECHNICIAN),
    "technician in trouble": _in_trouble,
}
