"""No bytes from a cable break a decoder."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.harness import BYTES_MAX, Target, reader, stream
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
RUNS = 1000
NAMES = [target.name for target in TARGETS]
guided = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is for Linux on x86-64 only"
)


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_a_seed_breaks_no_rule_whole_or_spoiled(target: Target) -> None:
    for seed in target.seeds:
        for at in range(len(seed)):
            target.attack(seed[:at])
            target.attack(seed[:at] + bytes([seed[at] ^ 0xFF]) + seed[at + 1 :])
        target.attack(seed * 3)


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
@given(data=st.data())
def test_no_bytes_around_a_seed_break_a_rule(target: Target, data: st.DataObject) -> None:
    noise = st.binary(max_size=BYTES_MAX)
    parts = data.draw(st.lists(st.one_of(noise, st.sampled_from(target.seeds)), max_size=6))
    target.attack(b"".join(parts))


@guided
@pytest.mark.parametrize("name", NAMES)
def test_no_bytes_that_reach_new_code_break_a_rule(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, "--runs", str(RUNS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    [runs] = re.findall(r"Done (\d+) runs", done.stderr)
    assert int(runs) >= RUNS  # one more, where the last was begun already


class Hoards:
    """A decoder that never lets go, and means something else in pieces."""

    def __init__(self) -> None:
        self.held = bytearray()

    def feed(self, data: bytes) -> list[int]:
        self.held += data * 100
        return [len(data)]


def test_the_rules_catch_a_decoder_that_breaks_them() -> None:
    with pytest.raises(AssertionError):
        stream(Hoards)(b"ab")
    with pytest.raises(AssertionError):
        stream(Hoards, in_one_piece=False)(bytes(BYTES_MAX))
    with pytest.raises(ValueError, match="invalid literal"):
        reader(int, TypeError)(b"x")
