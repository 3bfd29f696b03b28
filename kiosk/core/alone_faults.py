"""What a technician is told of a kiosk that gives tickets alone, or could not."""

from collections.abc import Iterator
from typing import Final

from contract.ids import EpochMs
from kiosk.core.alone import Alone
from kiosk.core.catalog import Catalog
from kiosk.core.handing_in import HandingIn
from kiosk.core.outbox import Outbox
from messaging import Fault

WAITS_LONG_MS: Final = 300_000

NEARLY_USED: Final = "alone.nearly_used"
USED_UP: Final = "alone.used_up"
TICKETS_WAIT: Final = "alone.tickets_wait"
REFUSED: Final = "alone.refused"
NOT_CALLED: Final = "alone.not_called"
OUTBOX_DAMAGED: Final = "outbox.damaged"
OUTBOX_UNAVAILABLE: Final = "outbox.unavailable"


def alone_faults(
    catalog: Catalog, alone: Alone, handing_in: HandingIn, outbox: Outbox, now_ms: EpochMs
) -> dict[str, Fault]:
    """Return what is wrong now, by code."""
    return {
        **dict(_disk(outbox)),
        **dict(_numbers(catalog, alone)),
        **dict(_waiting(outbox, now_ms)),
        **dict(_answers(handing_in)),
    }


def _disk(outbox: Outbox) -> Iterator[tuple[str, Fault]]:
    trouble = outbox.trouble
    if trouble is None:
        return
    if trouble.damaged:
        hint = "stop the kiosk, move its outbox aside and keep it: tickets in it are not handed in"
        yield OUTBOX_DAMAGED, Fault(f"the outbox cannot be read: {trouble}", hint)
    else:
        hint = "make room on the disk; until then no ticket is given without the coordinator"
        yield OUTBOX_UNAVAILABLE, Fault(f"the outbox cannot be written: {trouble}", hint)


def _numbers(catalog: Catalog, alone: Alone) -> Iterator[tuple[str, Fault]]:
    if alone.block is None:
        return
    all_series = catalog.hall.all_series
    left = {all_series[each].letter: count for each, count in alone.few_left().items()}
    empty = [letter for letter, count in left.items() if count == 0]
    short = [f"{letter} {count}" for letter, count in left.items() if count]
    if empty:
        yield (
            USED_UP,
            Fault(
                f"no own numbers are left for today: {', '.join(empty)}",
                "bring the coordinator back; alone in the hall file sets how many there are",
            ),
        )
    if short:
        yield (
            NEARLY_USED,
            Fault(
                f"few own numbers are left for today: {', '.join(short)}",
                "bring the coordinator back before they are used up",
            ),
        )


def _waiting(outbox: Outbox, now_ms: EpochMs) -> Iterator[tuple[str, Fault]]:
    since_ms = [ticket.decided_at_ms for ticket in outbox.given.values()]
    if since_ms and abs(now_ms - since_ms[0]) > WAITS_LONG_MS:
        message = f"{len(since_ms)} tickets given without the coordinator wait to be handed in"
        hint = "leave this kiosk switched on until the coordinator is back"
        yield TICKETS_WAIT, Fault(message, hint)


def _answers(handing_in: HandingIn) -> Iterator[tuple[str, Fault]]:
    if handing_in.refused:
        message = f"the coordinator does not take tickets given alone: {handing_in.refused}"
        hint = "make the broker's configuration anew with broker-config, from this hall file"
        yield REFUSED, Fault(message, hint)
    if handing_in.not_called:
        message = f"{handing_in.not_called} papers of this kiosk call nobody"
        hint = "look for people with such papers, and give them new tickets"
        yield NOT_CALLED, Fault(message, hint)
