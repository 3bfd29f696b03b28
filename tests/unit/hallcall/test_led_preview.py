"""`hallcall led --preview`: bars as they will look, drawn by a simulated card from real bytes."""

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from hallcall import led_preview
from hallcall.cli import app
from hallcall.errors import CannotRun
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_drawing import FRAME, PITCH
from simulation.devices.led_drawing import render_png as really_draw
from tests.helpers.halls import SMALL_HALL

BAR = """
[[bar]]
id = "bar-1"
zone = "room"
url = "socket://127.0.0.1:9"
width = 96
height = 16
"""


@pytest.fixture
def lit(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What stood on the cards that were drawn."""
    found: list[tuple[str, ...]] = []

    def draw(card: SimLedCard, *args: object, **options: object) -> Image.Image:
        found.append(card.texts)
        return really_draw(card, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(led_preview, "render_png", draw)
    return found


def preview(tmp_path: Path, bar: str, *options: str) -> Path:
    hall, png = tmp_path / "hall.toml", tmp_path / "bars.png"
    hall.write_text(SMALL_HALL + bar, encoding="utf-8")
    told = ["led", "--hall", str(hall), "--preview", str(png), *options]
    result = CliRunner().invoke(app, told)
    if result.exception is not None:
        raise result.exception
    return png


def test_a_bar_over_a_window_is_drawn_in_every_state_and_language(
    tmp_path: Path, lit: list[tuple[str, ...]]
) -> None:
    png = preview(tmp_path, BAR + 'window = "w1"\nlanguages = ["zh", "en"]\n')

    assert [text for text, *_ in lit] == [
        "请A999到1号窗口", "A999 to window 1", "A999", "A999", "热情为您服务", "Welcome",
        "暂停服务", "Closed", "请稍候", "Please wait",
    ]  # fmt: skip
    with Image.open(png) as picture:
        assert picture.width > 96 * PITCH + 2 * FRAME
        assert picture.height > 10 * (16 * PITCH + 2 * FRAME)


def test_a_bar_of_a_zone_is_drawn_with_its_rows(tmp_path: Path, lit: list[tuple[str, ...]]) -> None:
    preview(tmp_path, BAR + "rows = 2\n")

    assert lit == [("请A999到1号窗口",), ("热情为您服务",), ("请稍候",)]


def test_a_bar_without_dots_is_not_drawn(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="bar-1: digits has no dots to draw"):
        preview(tmp_path, BAR + 'window = "w1"\nprofile = "digits"\naddress = 1\n')


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="cannot write"):
        preview(tmp_path, BAR, "--preview", str(tmp_path / "nowhere" / "bars.png"))
