#!/usr/bin/env python3
"""Makes docs/images/hall.png, the picture of a running hall, from what a headless demo left.

hallcall demo --headless --visitors 6 --speed 60 --seed 7 --out build/picture
python scripts/hall_picture.py build/picture docs/images/hall.png
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH_PX: Final = 1720
GAP_PX: Final = 40
CAPTION_PX: Final = 76
FONT_PX: Final = 28
BACKGROUND: Final = "#e4e8ee"
INK: Final = "#1c2733"
COLOURS: Final = 256


@dataclass(frozen=True)
class Tile:
    """A picture, and the line below it."""

    picture: Image.Image
    caption: str

    def scaled_to(self, height: int) -> "Tile":
        """Return the tile with its picture `height` pixels high."""
        width = round(self.picture.width * height / self.picture.height)
        return Tile(self.picture.resize((width, height), Image.Resampling.LANCZOS), self.caption)


def read_tile(file: Path, caption: str) -> Tile:
    """Read a picture of the demo's output."""
    return Tile(Image.open(file).convert("RGB"), caption)


def called_on(picture: Path, transcript: Path) -> str:
    """Return the number that the main board shows large in its picture."""
    taken_at_ms = picture.stat().st_mtime * 1000
    lines = [json.loads(line) for line in transcript.read_text(encoding="utf-8").splitlines()]
    shown = [line for line in lines if line["what"] == "shown" and line["at_ms"] <= taken_at_ms]
    return str(shown[-1]["number"])


def row(tiles: list[Tile], width: int) -> Image.Image:
    """Set the tiles side by side, equally high, so that they fill `width` exactly."""
    room = width - GAP_PX * (len(tiles) - 1)
    height = int(room / sum(tile.picture.width / tile.picture.height for tile in tiles))
    tiles = [tile.scaled_to(height) for tile in tiles]
    canvas = Image.new("RGB", (width, height + CAPTION_PX), BACKGROUND)
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(FONT_PX)
    left = 0
    for tile in tiles:
        canvas.paste(tile.picture, (left, 0))
        middle = left + tile.picture.width // 2
        draw.text((middle, height + 10), tile.caption, INK, font=font, anchor="ma")
        left += tile.picture.width + GAP_PX
    return canvas


def column(rows: list[Image.Image], margin: int) -> Image.Image:
    """Set the rows one below the other."""
    width = rows[0].width + 2 * margin
    height = sum(picture.height for picture in rows) + 2 * margin
    canvas = Image.new("RGB", (width, height), BACKGROUND)
    top = margin
    for picture in rows:
        canvas.paste(picture, (margin, top))
        top += picture.height
    return canvas


def compose(demo: Path) -> Image.Image:
    """Return the whole picture."""
    screens = demo / "screens"
    board = screens / "main-board-calling.png"
    number = called_on(board, demo / "transcript.jsonl")
    panel = min(screens.glob("caller-*-called.png"))
    signs = sorted(screens.glob("window-display-*-calling.png"))
    rows = [
        [
            read_tile(board, "main board, with voice"),
            read_tile(panel, "the clerk's panel"),
        ],
        [read_tile(sign, "over a window") for sign in signs],
        [
            read_tile(screens / "kiosk-home.png", "kiosk"),
            read_tile(screens / "kiosk-papers.png", "what to bring"),
            read_tile(screens / "kiosk-take_ticket.png", "take your ticket"),
            read_tile(demo / "tickets" / f"{number}.png", "its paper"),
        ],
    ]
    return column([row(tiles, WIDTH_PX) for tiles in rows], GAP_PX)


def main() -> None:
    """Read the folder of a demo, write the picture."""
    demo, picture = Path(sys.argv[1]), Path(sys.argv[2])
    picture.parent.mkdir(parents=True, exist_ok=True)
    drawn = compose(demo).quantize(COLOURS, dither=Image.Dither.NONE)
    drawn.save(picture, optimize=True)


if __name__ == "__main__":
    main()
