"""What a picture of a screen is called, how it is kept, and when two are the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickView

SIDE_PX: Final = 400
"""The longer side of what is kept: a screen can be known by it, and costs some 5 kB."""
COLOURS: Final = 24
BLOCK_PX: Final = 8
BLOCK_LEVELS: Final = 20
"""How far the mean of a block may be away, of 255."""
BLOCKS_SPARED: Final = 3

Shots: TypeAlias = Iterator[tuple[str, QImage]]


@dataclass(frozen=True)
class Look:
    """A program's window of one size in one language, and how to draw its states there.

    `draw` takes the states that are wanted, all if None, and yields each with its picture.
    """

    size: tuple[int, int]
    language: str
    states: tuple[str, ...]
    draw: Callable[[tuple[str, ...]], Shots]


def taken(view: QQuickView) -> QImage:
    """Return what the window shows."""
    shown = view.grabWindow()
    assert not shown.isNull(), "the window drew nothing"
    return shown


def kept_at(folder: Path, program: str, look: str, state: str) -> Path:
    """Return where the small picture of a state is kept."""
    return folder / program / look / f"{state.replace(' ', '-').replace('+', '-')}.png"


def small(shown: QImage) -> Image.Image:
    """Return the picture as it is kept, in few colours."""
    picture = Image.fromqimage(shown).convert("RGB")
    picture.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    return picture.quantize(COLOURS, dither=Image.Dither.NONE)


def save(picture: Image.Image | QImage, file: Path) -> None:
    """Write a picture, and the folders that lead to it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(picture, Image.Image):
        picture.save(file, optimize=True)
    else:
        picture.save(str(file))


def save_changed(picture: Image.Image, file: Path) -> None:
    """Write a small picture, unless the one that is kept looks the same."""
    if file.exists():
        with Image.open(file) as kept:
            if changed_blocks(picture, kept) == 0:
                return
    save(picture, file)


def changed_blocks(now: Image.Image, kept: Image.Image) -> int:
    """Return how many blocks of eight by eight pixels are not what was kept: all, if the size is
    another."""
    blocks = -(-now.width // BLOCK_PX), -(-now.height // BLOCK_PX)
    if now.size != kept.size:
        return blocks[0] * blocks[1]
    apart = ImageChops.difference(now.convert("RGB"), kept.convert("RGB"))
    means = apart.resize(blocks, Image.Resampling.BOX)
    worst = (max(block) for block in zip(*(band.tobytes() for band in means.split()), strict=True))
    return sum(level > BLOCK_LEVELS for level in worst)
