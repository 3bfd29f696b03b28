"""Areas that a card can hold, and the limits of each family."""

import pytest

from hardware.led.areas import (
    BX_5K,
    BX_6K,
    Area,
    Box,
    Effect,
    Family,
    LayoutProblem,
    RunMode,
    Side,
    bytes_of_update,
    check_layout,
    update_areas,
)
from hardware.led.codec import Frame
from tests.helpers import onbon

ROWS = [Area(id=n, box=Box(0, 16 * n, 128, 16), text=b"") for n in range(9)]


def test_an_update_deletes_before_it_shows() -> None:
    area = Area(
        id=2, box=Box(8, 16, 64, 16), text=b"A012", run_mode=RunMode.LOOP_UNTIL_TIMEOUT,
        timeout_s=90, across=Side.MIDDLE, down=Side.FAR, single_line=True, effect=Effect.LEFT,
    )  # fmt: skip
    data = update_areas([area], delete=[0, 4])

    deleted, shown = onbon.read_areas(onbon.read_frame(Frame(data).encode()))

    assert deleted == [0, 4]
    assert shown == [onbon.ReadArea(8, 16, 64, 16, 2, 2, 90, 2, 1, 3, b"A012")]
    assert len(data) == bytes_of_update([4], deleted=2)


def test_all_areas_may_be_deleted_at_once() -> None:
    wire = Frame(update_areas([], delete_all=True, begin_anew=True)).encode()
    assert onbon.read_areas(onbon.read_frame(wire)) == (None, [])
    assert onbon.read_frame(wire).rest[1] == 1


@pytest.mark.parametrize(("family", "most"), [(BX_5K, 8), (BX_6K, 5)])
def test_a_card_has_so_many_areas(family: Family, most: int) -> None:
    check_layout(ROWS[:most], family, width=128, height=144)
    with pytest.raises(LayoutProblem, match=f"a {family.name} card has {most}"):
        check_layout(ROWS[: most + 1], family, width=128, height=144)


@pytest.mark.parametrize("family", [BX_5K, BX_6K])
def test_the_longest_text_fits_into_a_frame_and_one_byte_more_is_refused(family: Family) -> None:
    text = bytes(family.text_bytes_max)
    area = Area(id=0, box=Box(0, 0, 128, 32), text=text)
    check_layout([area], family, width=128, height=32)
    data = update_areas([area], delete=range(family.areas_max))
    assert len(data) == family.data_bytes_max

    longer = Area(id=0, box=area.box, text=text + b"!")
    with pytest.raises(LayoutProblem, match="bytes of text"):
        check_layout([longer], family, width=128, height=32)


@pytest.mark.parametrize(
    "box",
    [Box(0, 0, 129, 16), Box(1, 0, 128, 16), Box(0, 17, 128, 16), Box(0, 0, 0, 16),
     Box(-1, 0, 8, 16), Box(0, 0, 128, 0)],
)  # fmt: skip
def test_an_area_lies_on_the_screen(box: Box) -> None:
    with pytest.raises(LayoutProblem, match="128 × 32"):
        check_layout([Area(id=0, box=box, text=b"")], BX_6K, width=128, height=32)


def test_areas_lie_beside_each_other() -> None:
    left, right = Box(0, 0, 64, 32), Box(64, 0, 64, 32)
    check_layout(
        [Area(id=0, box=left, text=b""), Area(id=1, box=right, text=b"")], BX_6K, width=128,
        height=32,
    )  # fmt: skip
    lies_over = Area(id=1, box=Box(63, 31, 65, 1), text=b"")
    with pytest.raises(LayoutProblem, match="0 and 1 overlap"):
        check_layout([Area(id=0, box=left, text=b""), lies_over], BX_6K, width=128, height=32)
    with pytest.raises(LayoutProblem, match="two areas"):
        check_layout(
            [Area(id=1, box=left, text=b""), Area(id=1, box=right, text=b"")], BX_6K, width=128,
            height=32,
        )  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [({"id": 255}, "no id"), ({"speed": 25}, "speed")])
def test_a_number_the_card_does_not_know_is_refused(change: dict[str, int], words: str) -> None:
    fields = {"id": 0, "speed": 2} | change
    area = Area(box=Box(0, 0, 8, 8), text=b"", **fields)  # type: ignore[arg-type]
    with pytest.raises(LayoutProblem, match=words):
        check_layout([area], BX_6K, width=128, height=32)
