"""Fuzz one decoder: `python -m tests.fuzz NAME --seconds 60`, or `--list` them.

What breaks a rule is written to `build/fuzz/` and shown with its traceback; the exit code is then
not 0. The same number of runs from the same seed tries the same bytes.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

CRASHES = Path("build/fuzz")


def main() -> None:
    """Read the arguments and fuzz; libFuzzer ends the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--list", action="store_true", help="only say which decoders there are")
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()

    with atheris.instrument_imports(include=["hardware", "simulation.devices"]):
        from tests.fuzz.harness import BYTES_MAX  # noqa: PLC0415 - instrumented as it is imported
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    targets = {target.name: target for target in TARGETS}
    if asked.list:
        sys.stdout.write("".join(f"{name}\n" for name in targets))
        return
    target = targets[asked.name]
    CRASHES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup(
            [
                sys.argv[0],
                f"-runs={asked.runs}",
                f"-max_total_time={asked.seconds}",
                f"-seed={asked.seed}",
                f"-max_len={BYTES_MAX}",
                "-len_control=0",
                f"-artifact_prefix={CRASHES}/{target.name}-",
                corpus,
            ],
            target.attack,
        )
        atheris.Fuzz()


main()
