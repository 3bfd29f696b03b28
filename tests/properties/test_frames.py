"""Whatever a process that plays a video says, a board reads its head, or does not believe it."""

from hypothesis import given
from hypothesis import strategies as st

from display.core.frames import DOT_BYTES, HEAD_BYTES, SIDE_MAX, Garbled, Kind, pack, unpack


@given(st.binary(max_size=2 * HEAD_BYTES) | st.binary(min_size=HEAD_BYTES, max_size=HEAD_BYTES))
def test_any_bytes_are_a_head_with_a_bound_or_are_not_believed(data: bytes) -> None:
    try:
        head = unpack(data)
    except Garbled:
        return
    assert pack(head) == data
    assert head.size <= SIDE_MAX * SIDE_MAX * DOT_BYTES
    assert head.kind is not Kind.FRAME or head.size == head.width * head.height * DOT_BYTES
