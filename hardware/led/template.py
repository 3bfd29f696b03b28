"""Simple bars of one maker each: bytes before, the text, bytes after, a checksum. Pure but for
what it writes to the line.

No standard and no document for most of them, so the frame is written down in the hall file. Also
displays of digits that take a number in four bytes: `05 03 E7 EF` is 999 on display 5.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal, TypeAlias

from hardware.errors import NoReply
from hardware.led.bar import Row, Rows
from hardware.led.codec import crc16
from hardware.led.events import Oddity
from hardware.led.text import Charset, cells, fit
from hardware.transport import Transport

Checksum: TypeAlias = Literal["none", "sum8", "xor8", "crc16"]

_READ_BYTES: Final = 256
_PLACES: Final = ("address", "row", "length")
_TOKEN: Final = re.compile(r"[0-9A-Fa-f]{2}|\{(?:" + "|".join(_PLACES) + r")\}")
_BYTE_MAX: Final = 0xFF
_NUMBER_MAX: Final = 0xFFFF


@dataclass(frozen=True, kw_only=True)
class TemplateOptions:
    """The frame of a bar: `prefix`, text, checksum, `suffix`.

    `prefix` and `suffix` are bytes in hexadecimal, and {address}, {row} (from 0) or {length} (of
    the text), one byte each: "7E {address} {length}".
    """

    prefix: str = ""
    suffix: str = ""
    checksum: Checksum = "none"
    checksum_covers: Literal["text", "all"] = "all"
    """The text alone, or with the prefix."""
    checksum_last: bool = False
    """After the suffix instead of before it."""
    address: int = 0
    rows: int = 1
    width: int = 0
    """So many half-width cells are always sent, filled with spaces; longer texts are cut. 0: as
    long as the text is."""
    charset: Charset = "gbk"
    bauds: Sequence[int] = (9_600,)
    answer: str = ""
    """What the bar answers, in hexadecimal; empty: it is not listened to."""
    answer_s: float = 1.0


def hexadecimal(template: str, **places: int) -> bytes:
    """Return the bytes of a template. Raises `ValueError` for what is none."""
    words = template.replace(" ", "")
    found = _TOKEN.findall(words)
    if "".join(found) != words:
        raise ValueError(f'"{template}" is not bytes in hexadecimal and {{address}} and the like')
    return bytes(
        places[word[1:-1]] & _BYTE_MAX if word.startswith("{") else int(word, 16) for word in found
    )


def checksum(data: bytes, kind: Checksum) -> bytes:
    """Return the checksum of `data`; that of two bytes has the lower first."""
    if kind == "sum8":
        return bytes([sum(data) & _BYTE_MAX])
    if kind == "xor8":
        folded = 0
        for byte in data:
            folded ^= byte
        return bytes([folded])
    return crc16(data).to_bytes(2, "little") if kind == "crc16" else b""


def template_frame(options: TemplateOptions, text: str, row: int = 0) -> bytes:
    """Return the bytes that show `text`."""
    fitted = fit(text, charset=options.charset, bytes_max=options.width or None).data
    fitted += b" " * (options.width - cells(fitted))
    places = {"address": options.address, "row": row, "length": len(fitted)}
    prefix = hexadecimal(options.prefix, **places)
    suffix = hexadecimal(options.suffix, **places)
    covered = fitted if options.checksum_covers == "text" else prefix + fitted
    if options.checksum_last:
        covered += suffix if options.checksum_covers == "all" else b""
        return prefix + fitted + suffix + checksum(covered, options.checksum)
    return prefix + fitted + checksum(covered, options.checksum) + suffix


def digits_frame(address: int, number: str, *, blank: int = 0) -> bytes:
    """Return the four bytes that show the digits of `number`; `blank` stands for none."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    value = min(int(digits), _NUMBER_MAX) if digits else blank
    body = bytes([address & _BYTE_MAX]) + value.to_bytes(2, "big")
    return body + checksum(body, "sum8")


def _nobody_counts(_: Oddity) -> None:
    pass


class _SimpleBar:
    """What simple bars share: they cannot be asked anything, at most they answer."""

    rows: int = 1
    answer: bytes = b""
    answer_s: float = 1.0
    resend_s: float = 10.0

    def __init__(self) -> None:
        self.bauds: Sequence[int] = (9_600,)
        self.on_oddity: Callable[[Oddity], None] = _nobody_counts

    def greet(self, line: Transport) -> bool:
        """Say nothing: no word is known that would not be shown."""
        del line
        return not self.answer

    def frame(self, row: Row | None, n: int) -> bytes:
        raise NotImplementedError

    def write(self, line: Transport, rows: Rows, *, anew: bool) -> frozenset[int]:
        del anew  # every row is said whole
        n, row = next(iter(rows.items()))
        line.flush_input()
        line.write(self.frame(row, n))
        if self.answer:
            self._await_answer(line)
        return frozenset({n})

    def shows(self, line: Transport, rows: Sequence[int]) -> bool:
        """Notice at least a line that was closed at its other end."""
        del rows
        line.read(_READ_BYTES, timeout_s=0)
        return True

    def _await_answer(self, line: Transport) -> None:
        heard, until_s = b"", monotonic() + self.answer_s
        while (left_s := until_s - monotonic()) > 0:
            heard = (heard + line.read(_READ_BYTES, timeout_s=left_s))[-_READ_BYTES:]
            if self.answer in heard:
                return
        self.on_oddity(Oddity.SILENT)
        raise NoReply("the bar does not answer: check its power, its cable and its address")


class TemplateBar(_SimpleBar):
    """A bar whose frame is written down in the hall file."""

    def __init__(self, options: TemplateOptions) -> None:
        self.answer = hexadecimal(options.answer, address=options.address, row=0, length=0)
        self.answer_s = options.answer_s
        super().__init__()
        self.rows = options.rows
        self.bauds = options.bauds
        self._options = options
        template_frame(options, "")  # what is wrong with it is found now, not at the first call

    def frame(self, row: Row | None, n: int) -> bytes:
        return template_frame(self._options, row.text if row else "", n)


class DigitBar(_SimpleBar):
    """A display of digits. Letters of a ticket's number are not shown."""

    def __init__(self, address: int, *, blank: int = 0, bauds: Sequence[int] = (9_600,)) -> None:
        super().__init__()
        self.bauds = bauds
        self._address = address
        self._blank = blank
        digits_frame(address, "", blank=blank)

    def frame(self, row: Row | None, n: int) -> bytes:
        del n
        return digits_frame(self._address, row.number if row else "", blank=self._blank)
