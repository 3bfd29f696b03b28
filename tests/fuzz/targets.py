"""The decoders. To add one: an import, and a line below with a frame it should understand."""

import re
from datetime import date

from hardware.errors import MalformedReply
from hardware.escpos.codec import StatusDecoder
from hardware.idcard.codec import FrameDecoder as SamDecoder
from hardware.idcard.codec import (
    Request,
    decode_card_text,
    decode_reply,
    decode_sam_id,
    encode_frame,
)
from hardware.idcard.records import decode_card
from hardware.keypad.codec import Command, Frame, Key
from hardware.keypad.codec import FrameDecoder as KeypadDecoder
from hardware.keypad.lines import LineConversation, LinePatterns
from hardware.keypad.settings import KeypadSettings
from hardware.led.areas import Area, Box, update_areas
from hardware.led.codec import Frame as LedFrame
from hardware.led.codec import FrameDecoder as LedDecoder
from hardware.led.commands import ask_status, ping, read_reply
from hardware.mrz import read_document
from hardware.scanner import ScannerSettings
from hardware.scanner.codec import ScanDecoder
from simulation.devices.led_areas import Unreadable, read_update
from simulation.devices.led_card import SimLedCard
from simulation.devices.printer_commands import RealTimeScanner, Tokenizer
from tests.fuzz.harness import Target, reader, stream
from tests.helpers.cards import FOREIGNER, FOREIGNER_2017, PERMIT, RESIDENT
from tests.helpers.zones import PASSPORT

_CARDS = tuple(card.text for card in (RESIDENT, PERMIT, FOREIGNER, FOREIGNER_2017))
_PRESS = Frame(5, Command.KEY, Key.CALL_NEXT.value).encode()


def _command(data: bytes) -> None:
    """Have a simulated card obey what a good frame carries."""
    card = SimLedCard(refresh_s=0)
    card.receive(LedFrame(data).encode())
    card.receive(LedFrame(ping()).encode())
    card.tick(0.0)


_AREA = update_areas([Area(id=0, box=Box(0, 0, 128, 32), text=b"Z012\xa5\x5a")], delete=[1])


def _read_zone(data: bytes) -> object:
    return read_document(data.decode("latin-1").split("\n"), date(2026, 11, 28))


class _KeypadLines:
    def __init__(self) -> None:
        keys = {Key.CALL_NEXT: re.compile(r"N(?P<address>\d+)", re.ASCII)}
        rating = re.compile(r"V(?P<address>\d+),(?P<key>\d)", re.ASCII)
        patterns = LinePatterns(keys=keys, rating=rating, acknowledge="{line}")
        self._talk = LineConversation((1, 2), KeypadSettings(), patterns)

    def feed(self, data: bytes) -> list[object]:
        return list(self._talk.hear(data, now_s=0.0).events)


TARGETS = (
    Target("escpos-replies", stream(StatusDecoder), (b"\x12\x1a", b"\x10\0\0\0", b"\x5fTM-T20\0")),
    Target("sam-v-frames", stream(SamDecoder), (encode_frame(Request.SAM_ID.value),)),
    Target("sam-v-replies", reader(decode_reply, MalformedReply), (b"\0\0\x90",)),
    Target("sam-v-id", reader(decode_sam_id, MalformedReply), (bytes(16),)),
    Target("sam-v-card-text", reader(decode_card_text, MalformedReply), (b"\1\0\4\0",)),
    Target("card-records", reader(decode_card, MalformedReply), _CARDS),
    Target("scanner-texts", stream(lambda: ScanDecoder(ScannerSettings())), (b"A012-7F3\r\n",)),
    Target("zones", reader(_read_zone, MalformedReply), ("\n".join(PASSPORT).encode(),)),
    Target("keypad-frames", stream(KeypadDecoder), (_PRESS, _PRESS + _PRESS)),
    Target("keypad-lines", stream(_KeypadLines), (b"N2\r\n", b"V1,3\r")),
    Target("led-frames", stream(LedDecoder), (LedFrame(ping()).encode(), LedFrame(_AREA).encode())),
    Target("led-replies", reader(read_reply), (ask_status() + bytes(46), b"\xa0\1\3\0\0")),
    Target("led-commands", _command, (_AREA, ask_status(), b"\xa1\5\1\0\0\1P000\x47\0\0\0")),
    Target("led-areas", reader(lambda data: read_update(data, now_s=0.0), Unreadable), (_AREA,)),
    Target("printer-commands", stream(Tokenizer), (b"\x1b@\x1dv0\0\1\0\1\0\xff\x1dVB\0",)),
    Target("printer-real-time", stream(RealTimeScanner), (b"\x10\x04\x01\x10\x05\x02",)),
)
