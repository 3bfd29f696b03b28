"""What the kiosk's own devices last said of themselves."""

from contract.hall import Kiosk
from kiosk.core.equipment import Paper, PrinterHealth, standing_faults
from messaging import Fault


class OwnDevices:
    """Printer, card reader and scanner, as far as the hall file has them.

    Attributes:
        printer: None until it was heard of.
        card_reader, scanner: it is there, and answers.
    """

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self.printer: PrinterHealth | None = None
        self.card_reader = kiosk.card_reader is not None
        self.scanner = kiosk.scanner is not None
        self._card_reader_cause = ""
        self._scanner_cause = ""
        self._unsure = False

    def on_card_reader(self, *, up: bool, cause: str) -> None:
        self.card_reader, self._card_reader_cause = up, cause

    def on_scanner(self, *, up: bool, cause: str) -> None:
        self.scanner, self._scanner_cause = up, cause

    def on_paper(self, paper: Paper) -> None:
        """A slip came out, or did not; what is not known of one is, once the next is printed."""
        self._unsure = paper is Paper.UNCERTAIN or (self._unsure and paper is not Paper.PRINTED)

    def states(self) -> dict[str, str]:
        """Return how each device is: "ok", "down", "none", "starting", or what is wrong."""
        printer = self.printer
        if printer is None:
            state = "starting"
        else:
            state = "ok" if printer.trouble is None else printer.trouble.name.lower()
        return {
            "printer": state,
            "card_reader": _state(here=self._kiosk.card_reader is not None, up=self.card_reader),
            "scanner": _state(here=self._kiosk.scanner is not None, up=self.scanner),
        }

    def faults(self) -> dict[str, Fault]:
        """Return all faults that stand now, by code."""
        return standing_faults(
            self.printer,
            unsure=self._unsure,
            card_reader_down=self._kiosk.card_reader is not None and not self.card_reader,
            card_reader_cause=self._card_reader_cause,
            scanner_down=self._kiosk.scanner is not None and not self.scanner,
            scanner_cause=self._scanner_cause,
        )


def _state(*, here: bool, up: bool) -> str:
    if not here:
        return "none"
    return "ok" if up else "down"
