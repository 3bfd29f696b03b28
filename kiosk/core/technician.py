"""The technician's way in, and out: a hidden knock, a code, one page."""

from collections.abc import Callable, Mapping
from typing import Final

from contract.ids import EpochMs, TicketId, TicketNumber
from contract.text import Text
from kiosk.core import screens
from kiosk.core.equipment import Paper
from kiosk.core.own_devices import OwnDevices
from kiosk.core.ports import SlipPrinter, Workshop
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page
from kiosk.core.slip import Slip
from kiosk.core.visit import Step
from messaging import Fault

CODE_DIGITS_MAX: Final = 12
TRIES_MAX: Final = 3
"""Wrong codes before each further one has to wait, twice as long each time."""
LOCK_S: Final = 30
LOCK_S_MAX: Final = 3600
STAYS_S: Final = 180
"""Without a touch for so long, the page closes."""
LOG_LINES: Final = 12
TEST: Final = TicketId("test")


class Technician:
    """Whether the technician's pages are shown, and which. Without a code nobody gets in."""

    def __init__(self, workshop: Workshop | None, printer: SlipPrinter, now_ms: EpochMs) -> None:
        self._workshop = workshop
        self._printer = printer
        self._typed: str | None = None
        self._admitted = False
        self._wrong = 0
        self._locked_until_ms = now_ms
        self._touched_at_ms = now_ms
        self._link_at_ms = now_ms
        self._test = ""

    @property
    def present(self) -> bool:
        return self._admitted or self._typed is not None

    def on_link(self, now_ms: EpochMs) -> None:
        """The line came or went."""
        self._link_at_ms = now_ms

    def on_paper(self, paper: Paper) -> None:
        """The test print is done."""
        self._test = f"technician.test.{paper.value}"

    def on_tick(self, now_ms: EpochMs) -> None:
        if self.present and now_ms - self._touched_at_ms >= STAYS_S * 1000:
            self._leave()

    def touched(self, action: str, argument: str, now: Situation) -> bool:
        """Take a touch that is a technician's; tell whether it was.

        Who knocks while a visit is under way is a visitor.
        """
        if action == "knock":
            if now.visit.step is Step.HOME:
                self._knock(now.now_ms)
            return True
        if action == "test_print":
            if self._admitted:
                self._print_test(now)
            return True
        if not self.present or self._workshop is None:
            return False
        self._touched_at_ms = now.now_ms
        actions: Mapping[str, Callable[[], None]] = {
            "back": self._leave,
            "home": self._leave,
            "more_time": lambda: None,
        }
        if self._admitted:
            actions = {
                **actions,
                "restart": self._workshop.restart,
                "desktop": self._workshop.leave,
            }
        else:
            actions = {
                **actions,
                "digit": lambda: self._type(argument),
                "erase": self._erase,
                "confirm": lambda: self._try(now.now_ms),
            }
        if action not in actions:
            return action not in ("language", "comfort")
        actions[action]()
        return True

    def draw(
        self, now: Situation, devices: OwnDevices, faults: Mapping[str, Fault]
    ) -> Screen | None:
        """Return the page that is shown instead of the visitor's, or None."""
        if self._workshop is None or not self.present:
            return None
        if not self._admitted:
            return screens.TechnicianCode(
                **page(now),
                typed=len(self._typed or ""),
                wrong=self._wrong > 0,
                locked_s=max(0, -(-(self._locked_until_ms - now.now_ms) // 1000)),
            )
        return screens.Technician(
            **page(now),
            kiosk_id=now.catalog.kiosk.id,
            link=f"technician.link.{now.watch.link.value}",
            link_minutes=max(0, now.now_ms - self._link_at_ms) // 60_000,
            link_detail=now.watch.detail,
            clock_ahead_s=round(now.watch.ahead_ms / 1000, 1),
            devices=tuple(
                screens.DeviceRow(f"technician.{device}", f"technician.device.{state}")
                for device, state in devices.states().items()
            ),
            faults=tuple(screens.FaultRow(c, f.message, f.hint) for c, f in faults.items()),
            counters=tuple(screens.CounterRow(*c) for c in self._workshop.counters().items()),
            test=self._test,
            versions=tuple(self._workshop.versions()),
            log=tuple(self._workshop.log_lines()[-LOG_LINES:]),
        )

    def _knock(self, now_ms: EpochMs) -> None:
        if self._workshop is not None and not self.present:
            self._typed, self._touched_at_ms = "", now_ms

    def _print_test(self, now: Situation) -> None:
        """Print a slip that nobody can take for a ticket."""
        self._test = "technician.test.begun"
        words = Text(zh="测试打印", en="Test print")
        slip = Slip(
            kind="test",
            ticket_id=TEST,
            number=TicketNumber("TEST"),
            hall=now.catalog.hall.hall.name,
            group_id=next(iter(now.catalog.groups)),
            group=words,
            service=words,
            ahead=None,
            wait_minutes=None,
            windows="",
            issued=now.hall_time,
            code="TEST",
            footer=None,
        )
        self._printer.print(slip)

    def _type(self, digit: str) -> None:
        if len(digit) == 1 and digit in "0123456789":
            self._typed = ((self._typed or "") + digit)[:CODE_DIGITS_MAX]

    def _erase(self) -> None:
        self._typed = (self._typed or "")[:-1]

    def _try(self, now_ms: EpochMs) -> None:
        code, self._typed = self._typed or "", ""
        if now_ms < self._locked_until_ms or not code or self._workshop is None:
            return
        if self._workshop.is_code(code):
            self._admitted, self._typed, self._wrong = True, None, 0
            return
        self._wrong += 1
        if self._wrong >= TRIES_MAX:
            lock_s = min(LOCK_S * 2 ** (self._wrong - TRIES_MAX), LOCK_S_MAX)
            self._locked_until_ms = EpochMs(now_ms + lock_s * 1000)

    def _leave(self) -> None:
        self._typed, self._admitted, self._test = None, False, ""
