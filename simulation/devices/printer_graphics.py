"""Pictures as commands carry them, as rows of dots."""

from typing import Final

from simulation.devices.printer_paper import Raster

COLUMN_MODES: Final = {0: (8, 2, 3), 1: (8, 1, 3), 32: (24, 2, 1), 33: (24, 1, 1)}
"""Of ESC *: dots of a column, how wide and how tall each comes out."""
STORE, PRINT = (112, 113), (2, 50)
STORED_HEADER_BYTES: Final = 10


def raster(given: bytes, align: int) -> Raster | None:
    """Read what follows GS v: "0", mode, width in bytes, rows, bits."""
    width, rows = (int.from_bytes(given[at : at + 2], "little") for at in (2, 4))
    if not width or not rows or len(given) != 6 + width * rows:
        return None
    mode = given[1] & 0x03
    return Raster(width, rows, given[6:], align, 1 + (mode & 1), 1 + (mode >> 1))


def columns(given: bytes, align: int) -> Raster | None:
    """Read what follows ESC *: mode, number of columns, bits from the top down."""
    if given[0] not in COLUMN_MODES:
        return None
    height, wide, tall = COLUMN_MODES[given[0]]
    data, step = given[3:], height // 8
    count = len(data) // step
    width_bytes = -(-count // 8)
    bits = bytearray(width_bytes * height)
    for x in range(count):
        column = int.from_bytes(data[x * step : (x + 1) * step], "big")
        for y in range(height):
            if column >> (height - 1 - y) & 1:
                bits[y * width_bytes + x // 8] |= 0x80 >> x % 8
    return Raster(width_bytes, height, bytes(bits), align, wide, tall) if count else None


class GraphicsBuffer:
    """What GS ( L and GS 8 L keep until they are told to print it."""

    def __init__(self) -> None:
        self._stored: bytes | None = None

    def take(self, function: bytes, align: int) -> Raster | None:
        """Carry out a function ("0", its number, parameters); return what it prints."""
        if len(function) < 2:  # noqa: PLR2004 - it has no number
            return None
        if function[1] in STORE:
            self._stored = function[2:]
            return None
        stored, self._stored = self._stored, None
        if function[1] not in PRINT or stored is None or len(stored) < STORED_HEADER_BYTES - 2:
            return None
        wide, tall = stored[1], stored[2]
        width, rows = (int.from_bytes(stored[at : at + 2], "little") for at in (4, 6))
        width_bytes = -(-width // 8)
        bits = stored[8 : 8 + width_bytes * rows]
        if not bits or len(bits) != width_bytes * rows:
            return None
        return Raster(width_bytes, rows, bits, align, wide, tall)
