"""The whole hall in its own processes: people come, are served, and nothing is left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from simulation.citizens import PHONE
from simulation.records import issued_numbers
from simulation.transcript import WHATS, read_transcript
from tests.helpers.halls import street_in_mid_day
from tests.helpers.patience import PATIENCE_S, wait_until

VISITORS = 6
OPENING_S = 180.0
PROCESSES = 11  # the demo, its broker, and its programs
DOCUMENT_NUMBER = re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)")


def start_demo(out: Path, *options: str) -> subprocess.Popen[str]:
    hall = street_in_mid_day(out / "street.toml")
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "hallcall",
            "demo",
            "--hall",
            str(hall),
            "--out",
            str(out),
            *options,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": "", "QT_QPA_PLATFORM": "offscreen"},
    )


def processes_that_name(path: Path) -> list[str]:
    """Return the command lines of all processes here that name `path`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and entry.name != str(os.getpid()):
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(path) in command:
                found.append(command)
    return found


def wait_while_it_runs(demo: subprocess.Popen[str], condition: Callable[[], object]) -> None:
    """Wait until `condition` holds of a demo that must not end before."""

    def met() -> object:
        assert demo.poll() is None, demo.communicate()[1][-3000:]
        return condition()

    wait_until(met, "the hall opens", timeout_s=OPENING_S)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, object]]]:
    out = tmp_path_factory.mktemp("demo")
    demo = start_demo(
        out, "--headless", "--visitors", str(VISITORS), "--speed", "60", "--seed", "11", "--json"
    )
    figures, said = demo.communicate(timeout=280)
    assert demo.returncode == 0, said[-3000:]
    yield out, json.loads(figures)
    assert processes_that_name(out) == []


def test_every_promise_is_kept(finished: tuple[Path, dict[str, object]]) -> None:
    _, figures = finished

    assert figures["broken"] == []
    assert figures["visitors"] == figures["tickets"] == VISITORS


def test_the_transcript_is_in_time_order_and_shows_every_kind_of_thing(
    finished: tuple[Path, dict[str, object]],
) -> None:
    out, _ = finished
    lines = read_transcript(out / "transcript.jsonl")

    assert [line["at_ms"] for line in lines] == sorted(line["at_ms"] for line in lines)
    assert {line["what"] for line in lines} == WHATS - {"ticket_on_screen"}, "paper came to all"


def test_every_paper_is_there_as_bytes_and_as_a_picture(
    finished: tuple[Path, dict[str, object]],
) -> None:
    out, _ = finished
    numbers = sorted(issued_numbers(out / "hall.db", "yuetan"))

    assert sorted(file.stem for file in (out / "tickets").glob("*.escpos")) == numbers
    for number in numbers:
        assert number.encode() in (out / "tickets" / f"{number}.escpos").read_bytes()
        with Image.open(out / "tickets" / f"{number}.png") as paper:
            assert paper.convert("L").getextrema() == (0, 255)


@pytest.mark.parametrize(
    "name",
    [
        "kiosk-home",
        "kiosk-groups",
        "kiosk-items",
        "kiosk-take_ticket",
        "kiosk-no-paper",
        "main-board",
    ],
)
def test_the_screens_were_pictured(finished: tuple[Path, dict[str, object]], name: str) -> None:
    out, _ = finished

    with Image.open(out / "screens" / f"{name}.png") as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    assert len(colours) > 50


def test_the_announcements_are_sound(finished: tuple[Path, dict[str, object]]) -> None:
    out, _ = finished
    files = list((out / "announcements").glob("*.wav"))

    assert files
    for file in files:
        with wave.open(str(file)) as sound:
            assert sound.getnframes() / sound.getframerate() > 2
            assert any(sound.readframes(sound.getnframes()))


def test_nothing_about_a_visitor_is_in_logs_or_transcript(
    finished: tuple[Path, dict[str, object]],
) -> None:
    out, _ = finished

    for file in [out / "transcript.jsonl", *(out / "logs").iterdir(), *out.glob("broker/*.log")]:
        text = file.read_text(encoding="utf-8", errors="replace")
        assert not DOCUMENT_NUMBER.search(text), file
        assert PHONE not in text, file
        assert "**" not in text, file


def test_a_demo_that_is_killed_leaves_no_process_either(tmp_path: Path) -> None:
    demo = start_demo(tmp_path, "--speed", "60")
    wait_while_it_runs(demo, lambda: len(processes_that_name(tmp_path)) >= PROCESSES)

    demo.kill()
    demo.communicate(timeout=PATIENCE_S)

    wait_until(lambda: not processes_that_name(tmp_path), "all processes end")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_an_endless_demo_and_leaves_no_process(
    tmp_path: Path, number: signal.Signals
) -> None:
    demo = start_demo(tmp_path, "--speed", "60")
    transcript = tmp_path / "transcript.jsonl"
    wait_while_it_runs(demo, lambda: transcript.exists() and transcript.stat().st_size)

    demo.send_signal(number)
    _, said = demo.communicate(timeout=PATIENCE_S)

    assert demo.returncode == 0, said[-3000:]
    assert "nothing is left running" in said
    assert processes_that_name(tmp_path) == []
