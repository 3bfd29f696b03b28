"""`hallcall ticket-preview`: the paper before anybody stands at the kiosk."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from contract.hall import HallFile, Kiosk
from contract.ids import DeviceId, EpochMs, GroupId, TicketId, TicketToken
from contract.messages.answers import TicketSlip
from contract.messages.visits import ServiceWish
from hallcall.check import check_logos, check_profiles
from hallcall.errors import CannotRun
from hallcall.options import HallPath, Language, load_hall, pick

if TYPE_CHECKING:
    from kiosk.core.slip import Slip
    from simulation.devices.printer_paper import Slip as PaperSlip

DOTS_PER_MM: Final = 8
MORE_SERVICES: Final = 2
TOKEN: Final = TicketToken("x" * 22)


def ticket_preview(
    hall: HallPath,
    *,
    group: Annotated[
        str | None, typer.Option(help="Whose ticket; the longest name if left out.", metavar="ID")
    ] = None,
    kiosk: Annotated[
        str | None, typer.Option(help="At which kiosk; the first if left out.", metavar="ID")
    ] = None,
    width: Annotated[
        int | None, typer.Option(help="58 or 80 mm; the kiosk's if left out.", metavar="MM")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="This language alone; the template's if left out.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The picture.", metavar="PNG")] = Path("ticket.png"),
    escpos: Annotated[
        Path | None, typer.Option(help="Keep the printer's bytes too.", metavar="FILE")
    ] = None,
) -> None:
    """Show a ticket as the kiosk would print it, with the longest of everything it may have to say:
    the same bytes, on a simulated printer's paper.
    """
    loaded = load_hall(hall)
    check_profiles(loaded.file, hall)
    check_logos(loaded.file, hall)
    chosen = _kiosk(loaded.file, kiosk, width)
    file = _in_language(loaded.file, chosen, language)
    document = _document(file, chosen.id, _group(file, chosen, group), hall.parent)
    paper = _printed(document, chosen.printer.dots)
    length_mm = sum(mark.height_dots for mark in paper.marks) // DOTS_PER_MM
    _save(paper, out)
    if escpos is not None:
        _write(escpos, document)
    typer.echo(f"{out}: {len(document)} bytes, {length_mm} mm of paper")


def _kiosk(file: HallFile, kiosk: str | None, width: int | None) -> Kiosk:
    if not file.kiosks:
        raise CannotRun("the hall file has no kiosk, so no printer")
    wanted = next(iter(file.kiosks)) if kiosk is None else kiosk
    chosen: Kiosk = pick("kiosk", wanted, file.kiosks)
    if width is None:
        return chosen
    widths: dict[int, Literal[384, 576]] = {58: 384, 80: 576}
    if width not in widths:
        raise typer.BadParameter("58 or 80", param_hint="--width")
    printer = chosen.printer.model_copy(update={"dots": widths[width]})
    return chosen.model_copy(update={"printer": printer})


def _in_language(file: HallFile, kiosk: Kiosk, language: Language | None) -> HallFile:
    """Return the hall with this kiosk, and with templates in one language if one is wanted."""
    from contract.hall.tickets import DEFAULT_TICKET

    kiosks = tuple(kiosk if each.id == kiosk.id else each for each in file.kiosk)
    templates = (*file.ticket, DEFAULT_TICKET)
    if language is not None:
        told = {"languages": (language.value,)}
        templates = tuple(each.model_copy(update=told) for each in templates)
    tables = {name: getattr(file, name) for name in type(file).model_fields}
    return HallFile(**{**tables, "kiosk": kiosks, "ticket": templates})  # no copy: it is cached


def _group(file: HallFile, kiosk: Kiosk, group: str | None) -> GroupId:
    offered = {
        each.id: each
        for each in file.group
        if each.gives_tickets and (not kiosk.groups or each.id in kiosk.groups)
    }
    if group is not None:
        return GroupId(pick("group of this kiosk", group, offered).id)
    return max(offered, key=lambda each: len(offered[each].name.en))


def _document(file: HallFile, kiosk_id: DeviceId, group_id: GroupId, logos: Path) -> bytes:
    import kiosk as kiosk_package
    from hardware.errors import NoChineseFont
    from hardware.escpos.document import PaperFormat
    from hardware.escpos.fonts import FontBook
    from hardware.profiles import PrinterProfile, find
    from kiosk.devices.templates import Templates
    from qtkit.texts import Texts

    printer = file.kiosks[kiosk_id].printer
    paper = PaperFormat(dots=printer.dots, cjk=printer.cjk, qr=printer.qr)
    texts = Texts(Path(kiosk_package.__file__ or "").parent / "locale")
    try:
        encoder = find(PrinterProfile, printer.profile).encoder(paper, FontBook.find())
    except NoChineseFont as error:
        raise CannotRun(str(error)) from None
    slip = _longest_slip(file, kiosk_id, group_id)
    return encoder.encode(Templates(file, kiosk_id, texts, logos).lines(slip))


def _longest_slip(file: HallFile, kiosk_id: DeviceId, group_id: GroupId) -> "Slip":
    """Return a ticket with the longest of everything, given offline and by appointment at once."""
    from kiosk.core.catalog import Catalog
    from kiosk.core.slip import slip_of

    catalog = Catalog(file, kiosk_id)
    own = catalog.items_of(group_id)
    item = max(own, key=lambda each: (len(each.papers), len(each.name.en)), default=None)
    others = [each for each in catalog.items.values() if each is not item]
    more = sorted(others, key=lambda each: -len(each.name.en))[:MORE_SERVICES]
    series_id = file.groups[group_id].series
    series = file.all_series[series_id] if series_id is not None else file.series[0]
    now = datetime.now(file.time_zone)
    number = series.number_at(series.last)
    slip = slip_of(
        TicketSlip(
            ticket_id=TicketId(f"{now:%Y-%m-%d}.{number}"),
            number=number,
            group_id=group_id,
            item_id=None if item is None else item.id,
            issued_at_ms=EpochMs(round(now.timestamp() * 1000)),
            ahead=128,
            wait_ms=95 * 60_000,
            wait_bound_ms=120 * 60_000,
            token=TOKEN,
            more=tuple(ServiceWish(group_id=each.group, item_id=each.id) for each in more),
        ),
        catalog,
    )
    return replace(slip, alone=True, appointed=now + timedelta(minutes=30))


def _printed(document: bytes, dots: int) -> "PaperSlip":
    from simulation.devices.printer import PrinterModel, SimPrinter

    printer = SimPrinter(PrinterModel(dots=dots))
    for at in range(0, len(document), printer.model.buffer_bytes):
        printer.receive(document[at : at + printer.model.buffer_bytes])
        printer.tick(0.0)
    return next(iter(printer.slips))


def _save(paper: "PaperSlip", out: Path) -> None:
    from hardware.escpos.fonts import FontBook
    from simulation.devices.printer_drawing import render_png

    try:
        render_png(paper, FontBook.find()).save(out, format="PNG")
    except OSError as error:
        raise CannotRun(f"cannot write {out}: {error.strerror}") from None


def _write(path: Path, document: bytes) -> None:
    try:
        path.write_bytes(document)
    except OSError as error:
        raise CannotRun(f"cannot write {path}: {error.strerror}") from None
