"""What the process that plays a video says, and what the board believes of it."""

import pytest

from display.core.frames import (
    HEAD_BYTES,
    SIDE_MAX,
    TEXT_BYTES_MAX,
    Garbled,
    Head,
    Kind,
    fitted,
    pack,
    unpack,
)

FRAME = Head(Kind.FRAME, 64, 36, 90, 64 * 36 * 4)


@pytest.mark.parametrize("head", [FRAME, Head(Kind.END), Head(Kind.BROKEN, size=12)])
def test_a_head_comes_as_it_went(head: Head) -> None:
    assert unpack(pack(head)) == head
    assert len(pack(head)) == HEAD_BYTES


@pytest.mark.parametrize(
    "data",
    [
        b"",
        pack(FRAME)[:-1],
        b"?" + pack(FRAME)[1:],
        pack(Head(Kind.FRAME, 64, 36, 0, 64 * 36 * 4 - 1)),
        pack(Head(Kind.FRAME, 64, 36, 45, 64 * 36 * 4)),
        pack(Head(Kind.FRAME, 0, 36, 0, 0)),
        pack(Head(Kind.FRAME, SIDE_MAX + 1, 1, 0, (SIDE_MAX + 1) * 4)),
        pack(Head(Kind.BROKEN, size=TEXT_BYTES_MAX + 1)),
    ],
)
def test_what_is_no_head_is_not_believed(data: bytes) -> None:
    with pytest.raises(Garbled):
        unpack(data)


@pytest.mark.parametrize(
    ("size", "aspect", "room", "expected"),
    [
        ((1920, 1080), 1.0, (800, 600), (800, 450)),
        ((1080, 1920), 1.0, (800, 600), (338, 600)),
        ((64, 36), 1.0, (640, 360), (640, 360)),
        ((720, 576), 64 / 45, (1024, 576), (1024, 576)),
        ((4000, 2), 1.0, (100, 100), (100, 1)),
    ],
)
def test_a_frame_is_as_large_as_there_is_room_and_keeps_its_shape(
    size: tuple[int, int], aspect: float, room: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert fitted(size, aspect, room) == expected
