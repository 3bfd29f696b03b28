"""What a simulated card keeps in its flash: programs, its id, its clock. Other software sets it.

Our driver writes none of it: flash wears out. Nothing here is needed to show calls.
"""

import struct
from collections.abc import Callable, Mapping
from typing import Final

from hardware.led.codec import crc16
from hardware.led.commands import CardError
from simulation.devices.led_areas import Unreadable, read_area

_BLOCK: Final = struct.Struct("<4sBHHI")
_AREAS_AT: Final = 23  # of a program's file: how many spans of hours it is shown in
_SPAN_BYTES: Final = 6
_CHECK_BYTES: Final = 2
_HEAD_BYTES: Final = 5
DONE: Final = b"\xa0\0\0\0\0"


def refusal(error: CardError) -> bytes:
    return bytes([0xA0, 1, error, 0, 0])


class Flash:
    """The files of a card. `on_program` is told the words of a program when it is written."""

    def __init__(self, on_program: Callable[[str], None]) -> None:
        self.files: dict[bytes, bytes] = {}
        self.writes = 0
        self._on_program = on_program
        self._coming: dict[bytes, bytearray] = {}

    @property
    def commands(self) -> Mapping[bytes, Callable[[bytes], bytes]]:
        """By group and command: what is done with the data of a frame, and answered."""
        settings = (b"\xa2\x03", b"\xa2\x08", b"\xa3\x01", b"\xa3\x04", b"\xa3\x08", b"\xa1\x07",
                    b"\xa1\x08")  # fmt: skip
        return dict.fromkeys(settings, lambda _: DONE) | {
            b"\xa1\x00": self._format,
            b"\xa2\x01": self._format,
            b"\xa1\x01": self._delete,
            b"\xa1\x05": self._begin,
            b"\xa1\x06": self._write,
        }

    def _format(self, data: bytes) -> bytes:
        del data
        self.files.clear()
        self._on_program("")
        return DONE

    def _delete(self, data: bytes) -> bytes:
        names = data[_HEAD_BYTES + 2 :]
        if not names:
            return self._format(data)
        for at in range(0, len(names), 4):
            self.files.pop(names[at : at + 4], None)
        if not self.files:
            self._on_program("")
        return DONE

    def _begin(self, data: bytes) -> bytes:
        overwrite, name = data[_HEAD_BYTES], data[_HEAD_BYTES + 1 : _HEAD_BYTES + 5]
        if name in self.files and not overwrite:
            return refusal(CardError.FILE_EXISTS)
        self._coming[name] = bytearray()
        return DONE

    def _write(self, data: bytes) -> bytes:
        name, last, _, length, address = _BLOCK.unpack_from(data, _HEAD_BYTES)
        block = data[_HEAD_BYTES + _BLOCK.size :]
        coming = self._coming.get(name)
        error = CardError.NONE
        if coming is None:
            error = CardError.NO_SUCH_FILE
        elif address != len(coming) or length != len(block):
            error = CardError.BLOCK_NUMBER
        else:
            coming += block
            error = self._keep(name, bytes(coming)) if last else error
        reached = len(coming) if coming is not None and not error else address
        return data[:2] + bytes([error, 0, 0]) + reached.to_bytes(4, "little")

    def _keep(self, name: bytes, file: bytes) -> CardError:
        del self._coming[name]
        body, check = file[:-_CHECK_BYTES], file[-_CHECK_BYTES:]
        if crc16(body).to_bytes(_CHECK_BYTES, "little") != check:
            return CardError.FILE_CHECKSUM
        self.writes += 1
        self.files[name] = file
        if body[:1] == b"\0":
            self._on_program(_words(body))
        return CardError.NONE


def _words(program: bytes) -> str:
    """Return what a program shows."""
    try:
        at = _AREAS_AT + 1 + _SPAN_BYTES * program[_AREAS_AT]
        count, at = program[at], at + 1
        words: list[str] = []
        for _ in range(count):
            (length,) = struct.unpack_from("<I", program, at)
            area = program[at + 4 : at + length]  # here the length counts itself
            words.append(read_area(area, length - 4, 0.0).plain)
            at += length
    except (IndexError, struct.error, Unreadable):
        return ""
    return " ".join(words)
