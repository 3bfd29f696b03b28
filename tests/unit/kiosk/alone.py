"""A kiosk that has lost the coordinator, for the tests of what it does alone."""

import re
from typing import Any

import msgspec

from contract.hall import HallFile, parse_hall
from contract.ids import EpochMs
from contract.messages.answers import Done
from contract.messages.commands import (
    AnyCommand,
)
from kiosk.core.equipment import Paper, PrinterHealth
from kiosk.core.slip import Slip
from messaging import LinkState
from tests.helpers.clock import HandClock
from tests.helpers.halls import HALLS
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.bench import TO_ASKING, Bench

HOUR_S = 3600
WEEK_MS = 7 * 24 * HOUR_S * 1000


def bench(store: MemoryStore | None = None, **facts: Any) -> Bench:
    """Return a kiosk that has heard the coordinator, and has lost it."""
    made = Bench(store=store or MemoryStore(), **facts)
    made.wait(1)
    made.lose_hall()
    return made


def restarted(before: Bench, store: MemoryStore, *, now_ms: EpochMs | None = None) -> Bench:
    """Return the kiosk after a power cut, with no coordinator."""
    clock = HandClock(now_ms or before.clock.now_ms())
    made = Bench(store=store, ready=False, clock=clock)
    made.presenter.on_printer(PrinterHealth())
    made.wait(4, alive=False)
    return made


def take(made: Bench, paper: Paper | None = Paper.PRINTED) -> Slip:
    """Have a visitor take a ticket; return what was printed."""
    made.tap(*TO_ASKING)
    slip: Slip = made.printer.print.call_args.args[0]
    if paper is not None:
        made.presenter.on_paper(slip.ticket_id, paper, "")
        made.tap("done")
    return slip


def reach(made: Bench, *, ahead_s: float = 0) -> None:
    """Let the coordinator be heard again, whose clock is so far ahead of the kiosk's."""
    made.presenter.on_link(LinkState.CONNECTED, "")
    made.wait(1, ahead_s=ahead_s)


def sent(made: Bench, kind: type[AnyCommand]) -> list[Any]:
    return [command for command in made.sent if isinstance(command, kind)]


def thank(made: Bench, command: AnyCommand, **facts: Any) -> None:
    answer = Done(command_id=command.command_id, answered_at_ms=made.clock.now_ms(), **facts)
    made.presenter.on_answered(command, answer)


def street(*changes: tuple[str, str]) -> HallFile:
    """Return the street hall with lines of its file replaced."""
    text = (HALLS / "street.toml").read_text(encoding="utf-8")
    for line, other in changes:
        text, found = re.subn(f"(?m)^{line}.*$", other, text, count=1)
        assert found, line
    return parse_hall(text)


def with_block(first: int, last: int, **more: int) -> HallFile:
    pairs = {"first": first, "last": last, **more}
    block = ", ".join(f"{name} = {value}" for name, value in pairs.items())
    return street(("alone = ", f"alone = {{ {block} }}"))


def kept(store: MemoryStore) -> dict[str, Any]:
    """Return the command that lies on the disk, for the ticket given last."""
    records = store.load().items()
    bodies = [msgspec.json.decode(body) for key, body in records if key.startswith("given/")]
    found: dict[str, Any] = max(bodies, key=lambda body: body["order"])["command"]
    return found
