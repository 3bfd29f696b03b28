"""Puts a kiosk together: line, devices, presenter, window. The only file that knows them all."""

from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from contract import topics
from contract.hall import HallFile, Kiosk
from hardware.counters import Counters
from hardware.escpos.document import PaperFormat
from hardware.escpos.fonts import FontBook
from hardware.idcard import (
    CardEvent,
    CardRead,
    CardRefused,
    PleaseReplace,
    ReaderDown,
    ReaderUp,
    ServiceCardRead,
)
from hardware.profiles import CardReaderProfile, PrinterProfile, ScannerProfile, find
from hardware.roles import Scanner
from hardware.scanner import (
    Scanned,
    ScannerDown,
    ScannerEvent,
    ScannerUp,
    ScanRefused,
    WedgeScanner,
    ZoneScanned,
)
from kiosk.config import KioskConfig
from kiosk.core.equipment import PrinterHealth
from kiosk.core.guide import Guide
from kiosk.core.persons import Sealing
from kiosk.core.presenter import KioskPresenter
from kiosk.core.slip import Slip
from kiosk.devices.card_reader import ListeningCardReader, NoCardReader
from kiosk.devices.counting import DeviceCounts
from kiosk.devices.outbox_file import OutboxFile
from kiosk.devices.printer import PrinterNews, PrinterWorker, SlipDone
from kiosk.devices.speaker import GuideSpeaker, SilentSpeaker
from kiosk.devices.templates import Templates
from kiosk.devices.workshop import TechniciansWorkshop
from kiosk.qt.guide_keys import GuideKeys
from kiosk.qt.window import KioskWindow
from messaging import (
    Answered,
    Line,
    LineEvent,
    LinkChanged,
    NotAnswered,
    Received,
    Subscription,
    clock,
)
from qtkit.bridge import ScreenBridge
from qtkit.inbox import MainThreadInbox
from qtkit.palettes import palette_of
from qtkit.texts import Texts
from qtkit.theme import Dress
from qtkit.wedge import WedgeFilter

HERE: Final = Path(__file__).parent

News: TypeAlias = LineEvent | PrinterNews | CardEvent | ScannerEvent


def texts() -> Texts:
    """Return what the kiosk says, in every language it has."""
    return Texts(HERE / "locale")


def start(config: KioskConfig) -> "KioskProgram":
    """Open the window and begin to work. There must be a QGuiApplication.

    Raises:
        NoChineseFont: this machine cannot draw a ticket.
        ProfileError: the hall file's profile or options of a device are none that we have.
    """
    return KioskProgram(config)


class KioskProgram:
    """A kiosk that runs, until `close`. Lives on the Qt thread."""

    def __init__(self, config: KioskConfig) -> None:
        kiosk = config.hall.kiosks[config.kiosk_id]
        said = texts()
        self._bridge = ScreenBridge(said, config.language)
        self._inbox = MainThreadInbox(self._receive)
        self._line = _line(config, self._inbox)
        self._printer = _printer(config, kiosk, said, self._inbox)
        self._card_reader = _card_reader(config, kiosk, self._inbox)
        self._scanner = _scanner(config, kiosk, self._inbox)
        self._counters = Counters(config.counters, self._line.report_counters)
        self._counts = DeviceCounts(self._counters)
        self._outbox = None if config.outbox is None else OutboxFile(config.outbox)
        self._speaker = GuideSpeaker() if kiosk.guidance else SilentSpeaker()
        self._presenter = KioskPresenter(
            hall=config.hall,
            kiosk_id=config.kiosk_id,
            language=config.language,
            view=self._bridge,
            line=self._line,
            printer=self._printer,
            card_reader=self._card_reader,
            clock=clock,
            person_key=config.person_key,
            seal=_sealing(config.hall),
            store=self._outbox,
            workshop=self._workshop(config),
            guide=Guide(self._speaker, said, private=kiosk.headphones),
            languages=said.languages,
        )
        self._bridge.on_tap = self._presenter.on_tap
        self._window = KioskWindow(
            self._bridge,
            on_tick=self._presenter.on_tick,
            title=f"{config.hall.hall.name.in_language(config.language)} {config.kiosk_id}",
            width=config.width,
            height=config.height,
            fullscreen=config.fullscreen,
            dress=_dress(config),
        )
        self._wedge = (
            WedgeFilter(self._scanner, self.window)
            if isinstance(self._scanner, WedgeScanner)
            else None
        )
        self._guide_keys = GuideKeys(self.window, self._bridge) if kiosk.guidance else None
        self._speaker.start()
        self._counters.start()
        self._printer.start()
        self._card_reader.start()
        if self._scanner is not None:
            self._scanner.start()
        self._line.start()

    def _workshop(self, config: KioskConfig) -> TechniciansWorkshop | None:
        if config.technician_code is None:
            return None
        return TechniciansWorkshop(
            config.technician_code,
            counters=self._counters,
            log_lines=config.log_lines,
            end=QGuiApplication.exit,
        )

    @property
    def window(self) -> QQuickView:
        return self._window.view

    def close(self) -> None:
        """Close the window, finish the slip in hand, end all threads."""
        if self._wedge is not None:
            self._wedge.close()
        if self._scanner is not None:
            self._scanner.stop()
        if self._guide_keys is not None:
            self._guide_keys.close()
        self._speaker.stop()
        self._window.close()
        self._inbox.close()
        self._printer.stop()
        self._card_reader.stop()
        self._counters.stop()
        self._line.close()
        if self._outbox is not None:
            self._outbox.close()

    def _receive(self, news: News) -> None:
        """Take what the line and the devices have to tell, on the Qt thread."""
        match news:
            case LinkChanged() | Received() | Answered() | NotAnswered():
                self._hear_line(news)
            case PrinterHealth():
                self._counts.hear(news)
                self._presenter.on_printer(news)
            case SlipDone(ticket_id=ticket_id, paper=paper, cause=cause):
                self._counts.hear(news)
                self._presenter.on_paper(ticket_id, paper, cause)
            case Scanned() | ZoneScanned() | ScanRefused() | ScannerUp() | ScannerDown():
                self._counts.hear(news)
                self._hear_scanner(news)
            case _:
                self._counts.hear(news)
                self._hear_card_reader(news)

    def _hear_line(self, event: LineEvent) -> None:
        match event:
            case LinkChanged(state=state, detail=detail):
                self._presenter.on_link(state, detail)
            case Received(topic=topics.HALL, message=message):
                self._presenter.on_hall(message)
            case Received(topic=topics.QUEUE, message=message):
                self._presenter.on_queue(message)
            case Answered(command=command, answer=answer):
                self._presenter.on_answered(command, answer)
            case NotAnswered(command=command):
                self._presenter.on_not_answered(command)

    def _hear_card_reader(self, event: CardEvent) -> None:
        match event:
            case CardRead(card=card) | ServiceCardRead(card=card):
                self._presenter.on_card(card)
            case PleaseReplace():
                self._presenter.on_card_hint("replace_card")
            case CardRefused():
                self._presenter.on_card_hint("card_unknown")
            case ReaderUp():
                self._presenter.on_card_reader(up=True)
            case ReaderDown(cause=cause):
                self._presenter.on_card_reader(up=False, cause=cause)

    def _hear_scanner(self, event: ScannerEvent) -> None:
        match event:
            case Scanned(text=text):
                self._presenter.on_code(text)
            case ZoneScanned(lines=lines):
                self._presenter.on_zone(lines)
            case ScanRefused():
                self._presenter.on_no_code()
            case ScannerUp():
                self._presenter.on_scanner(up=True)
            case ScannerDown(cause=cause):
                self._presenter.on_scanner(up=False, cause=cause)


def _dress(config: KioskConfig) -> Dress:
    look, folder = config.hall.look, config.logos
    return Dress(
        palette_of(look.kiosk, look.accent),
        folder / look.logo if folder and look.logo else None,
        config.hall.kiosks[config.kiosk_id].screen_inches,
    )


def _sealing(hall: HallFile) -> Sealing | None:
    key = hall.privacy.unmasking_key
    if key is None:
        return None
    from messaging.sealing import Seal  # noqa: PLC0415 - half a hundred modules, for few halls

    return Seal(key, hall.hall.id).seal


def _line(config: KioskConfig, inbox: MainThreadInbox) -> Line:
    hall_id = config.hall.hall.id
    return Line(
        config.broker,
        hall_id=hall_id,
        device_id=config.kiosk_id,
        program="kiosk",
        deliver=inbox.put,
        subscriptions=[
            Subscription(topics.HALL.of(hall_id), topics.HALL),
            Subscription(topics.QUEUE.of(hall_id), topics.QUEUE),
        ],
        credentials=config.credentials,
    )


def _printer(
    config: KioskConfig, kiosk: Kiosk, texts: Texts, inbox: MainThreadInbox
) -> PrinterWorker:
    entry = kiosk.printer
    profile = find(PrinterProfile, entry.profile)
    paper = PaperFormat(dots=entry.dots, cjk=entry.cjk, qr=entry.qr)
    encoder = profile.encoder(paper, FontBook.find())
    templates = Templates(config.hall, config.kiosk_id, texts, config.logos)

    def draw(slip: Slip) -> bytes:
        return encoder.encode(templates.lines(slip))

    wiring = profile.wiring(config.printer_url or entry.url, entry.baud)
    driver = profile.open(wiring, profile.read(entry.options))
    return PrinterWorker(driver, draw, inbox.put)


def _card_reader(
    config: KioskConfig, kiosk: Kiosk, inbox: MainThreadInbox
) -> ListeningCardReader | NoCardReader:
    entry = kiosk.card_reader
    if entry is None:
        return NoCardReader()
    profile = find(CardReaderProfile, entry.profile)
    wiring = profile.wiring(config.card_reader_url or entry.url, entry.baud)
    return ListeningCardReader(profile.open(wiring, profile.read(entry.options), inbox.put))


def _scanner(config: KioskConfig, kiosk: Kiosk, inbox: MainThreadInbox) -> Scanner | None:
    entry = kiosk.scanner
    if entry is None:
        return None
    profile = find(ScannerProfile, entry.profile)
    wiring = profile.wiring(config.scanner_url or entry.url, entry.baud)
    return profile.open(wiring, profile.read(entry.options), inbox.put)
