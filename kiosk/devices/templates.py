"""The templates of one kiosk with their logos, read from the disk once."""

from collections.abc import Iterator
from pathlib import Path

import structlog
from PIL import Image

from contract.hall import HallFile
from contract.hall.tickets import DEFAULT_TICKET, Ticket
from contract.ids import DeviceId, GroupId
from hardware.escpos.document import Line
from hardware.escpos.logo import LogoUnusable, load_logo
from kiosk.core.slip import Slip
from kiosk.devices.paper import list_lines, ticket_lines
from qtkit.texts import Texts

log = structlog.get_logger("printer")


class Templates:
    """Lays out slips. A logo that cannot be read is left out: a ticket without it is a ticket."""

    def __init__(
        self, hall: HallFile, kiosk_id: DeviceId, texts: Texts, directory: Path | None
    ) -> None:
        """`directory` is where the files of logos lie: beside the hall file."""
        self._hall = hall
        self._kiosk_id = kiosk_id
        self._texts = texts
        self._logos = dict(self._loaded(directory)) if directory is not None else {}

    def lines(self, slip: Slip) -> list[Line]:
        if slip.kind == "list":
            return list_lines(slip, self._texts, self._template(slip.group_id).languages)
        return ticket_lines(slip, self._texts, self._template(slip.group_id), self._logos)

    def _template(self, group_id: GroupId) -> Ticket:
        suiting = (each for each in self._hall.ticket if each.suits(self._kiosk_id, group_id))
        return next(suiting, DEFAULT_TICKET)

    def _loaded(self, directory: Path) -> Iterator[tuple[tuple[str, int], Image.Image]]:
        dots = self._hall.kiosks[self._kiosk_id].printer.dots
        wanted = {
            (line.file, line.width_mm)
            for template in self._hall.ticket
            for line in template.line
            if line.file is not None
        }
        for file, width_mm in wanted:
            try:
                yield (file, width_mm), load_logo(directory / file, width_mm=width_mm, dots=dots)
            except LogoUnusable as error:
                log.warning("logo.left_out", file=file, why=str(error))
