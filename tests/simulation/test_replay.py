"""A seed does the same thing each time, whatever order sets of strings have in this process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from typer.testing import CliRunner

from hallcall.cli import app

ROOT: Final = Path(__file__).parents[2]
WAIT_S: Final = 100
ONE_SEED: Final = [
    "simulate",
    "--hall",
    str(ROOT / "halls" / "street.toml"),
    "--seeds",
    "1",
    "--first-seed",
    "5",
]


def test_a_seed_does_the_same_in_another_process() -> None:
    first, second = (_traced(hash_seed) for hash_seed in ("1", "2"))

    assert first == second
    assert len(first) > 500


def test_the_command_counts_what_happened() -> None:
    result = CliRunner().invoke(app, [*ONE_SEED, "--json"])

    figures: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == 0
    assert figures["seeds"] == 1
    assert figures["commands"] > 50
    assert sum(figures["faults"].values()) > 10
    assert figures["violations"] == []


def _traced(hash_seed: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "hallcall", *ONE_SEED, "--trace"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=True,
    )
    return done.stderr.splitlines()
