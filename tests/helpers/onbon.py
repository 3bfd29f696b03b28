"""A second reader of BX-5K and BX-6K frames, from the vendor's document and nothing of ours.

Slow and plain: it judges our frames, and is judged by the document's.
"""

from dataclasses import dataclass


@dataclass
class ReadArea:
    x: int
    y: int
    width: int
    height: int
    id: int
    run_mode: int
    timeout_s: int
    across: int
    down: int
    effect: int
    text: bytes


@dataclass
class ReadFrame:
    to: int
    sender: int
    group: int
    command: int
    rest: bytes
    """From the third byte of the data on."""


def read_frame(wire: bytes) -> ReadFrame:
    """Read one whole frame; an `AssertionError` says what is wrong with it."""
    assert wire.startswith(b"\xa5"), "no lead"
    assert wire.endswith(b"\x5a"), "no end"
    inside = wire.lstrip(b"\xa5")[:-1]
    assert b"\xa5" not in inside, "a bare A5"
    assert b"\x5a" not in inside, "a bare 5A"
    plain = bytearray()
    at = 0
    while at < len(inside):
        if inside[at] in b"\xa6\x5b":
            first, second = inside[at], inside[at + 1]
            assert second in b"\x01\x02", "no escape"
            plain.append(first - 1 if second == 2 else first)
            at += 2
        else:
            plain.append(inside[at])
            at += 1
    body, check = bytes(plain[:-2]), plain[-2] | plain[-1] << 8
    assert crc(body) == check, "checksum"
    assert body[12] | body[13] << 8 == len(body) - 14, "length"
    data = body[14:]
    return ReadFrame(body[0] | body[1] << 8, body[2] | body[3] << 8, data[0], data[1], data[2:])


def read_areas(frame: ReadFrame) -> tuple[list[int] | None, list[ReadArea]]:
    """Read an update of dynamic areas: what is deleted (None for all), and what is shown."""
    assert (frame.group, frame.command) == (0xA3, 0x06)
    rest = list(frame.rest[3:])
    count = rest.pop(0)
    deleted = None if count == 0xFF else [rest.pop(0) for _ in range(count)]
    shown = []
    for _ in range(rest.pop(0)):
        length = rest[0] + 256 * rest[1]
        shown.append(_area(bytes(rest[2 : 2 + length])))
        del rest[: 2 + length]
    assert not rest, "bytes are left"
    return deleted, shown


def _area(area: bytes) -> ReadArea:
    def number(at: int) -> int:
        return area[at] + 256 * area[at + 1]

    def across_screen(at: int) -> int:
        value = number(at)
        return value - 0x8000 if value >= 0x8000 else 8 * value

    assert area[0] == 0, "type of area"
    assert area[14] == 0, "sound"
    assert area[15] == 0, "extension"
    assert area[17] in (1, 2), "single line"
    assert area[18] in (1, 2), "wrap"
    size = int.from_bytes(area[23:27], "little")
    assert len(area) == 27 + size, "length of the text"
    return ReadArea(
        across_screen(1), number(3), across_screen(5), number(7), area[9], area[11], number(12),
        area[16] % 4, area[16] // 4, area[19], area[27:],
    )  # fmt: skip


def crc(data: bytes) -> int:
    """Return the CRC-16/ARC, bit by bit."""
    register = 0
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0xA001 if register % 2 else 0)
    return register
