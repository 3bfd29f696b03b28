"""`hallcall led` refuses what it cannot draw, in one line, before anything is opened."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hallcall.cli import app
from hallcall.errors import CannotRun
from tests.helpers.halls import SMALL_HALL

BAR = '[[bar]]\nid = "bar-1"\nzone = "room"\nwindow = "w1"\nurl = "socket://127.0.0.1:1"\n'


def refusal(directory: Path, bars: str, *options: str) -> str:
    hall = directory / "hall.toml"
    hall.write_text(SMALL_HALL + bars, encoding="utf-8")
    done = CliRunner().invoke(app, ["led", "--hall", str(hall), *options])
    assert done.exit_code != 0
    return str(done.exception) if isinstance(done.exception, CannotRun) else done.output


@pytest.mark.parametrize(
    ("bars", "options", "words"),
    [
        ("", (), "has no [[bar]]"),
        (BAR, ("--bar", "bar-2"), 'no bar "bar-2"; it has: bar-1'),
        (BAR + 'profile = "onbon-7k"\n', (), 'did you mean "onbon-'),
        (BAR + "rows = 6\n", (), "a BX-6K card has 5"),
        (BAR + "options = { colour = 'blue' }\n", (), "yellow"),
        (BAR, ("--secrets", "/nowhere"), "cannot read the password file"),
        (BAR, ("--broker", "bar"), "--broker"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    tmp_path: Path, bars: str, options: tuple[str, ...], words: str
) -> None:
    said = " ".join(refusal(tmp_path, bars, *options).replace("│", " ").split())
    assert words in said
