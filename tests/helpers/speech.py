"""Stand-ins for speech programs: real processes that misbehave as real ones do."""

import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from contract.ids import TicketNumber
from display.core.wording import PLAIN
from qtkit.speech.wav import Sound

TONE: Final = Sound(array("h", [3000, -3000] * 5000))
"""Nearly half a second that can be heard."""

GREETING: Final = 'print(\'{"voices": {"zh": "z", "en": "e"}}\', flush=True)\n'


def sentence(language: str, number: TicketNumber, window_number: int) -> str:
    """Return what a hall says that has no words of its own."""
    return PLAIN.sentence(language, number, window_number, None)


def program(directory: Path, name: str, body: str) -> Path:
    """Write a Python program that can be started by its path."""
    path = directory / name
    path.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    path.chmod(0o755)
    return path


def worker(directory: Path, body: str, *, greeting: str = GREETING) -> Sequence[str]:
    """Return the command of a speech worker that greets, then does `body` for each request."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    code = f"import json, os, sys, time\n{greeting}for line in sys.stdin:\n{lines}"
    return (sys.executable, str(program(directory, "worker.py", code)))


def recording_player(directory: Path, *, exit_code: int = 0) -> Path:
    """Return a player that notes each file it is given in `played.txt`; silence it just plays."""
    body = (
        "import hashlib, pathlib, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "if path.name == 'silence.wav':\n"
        "    sys.exit(0)\n"
        f"with open({str(directory / 'played.txt')!r}, 'a') as log:\n"
        "    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), file=log)\n"
        f"sys.exit({exit_code})\n"
    )
    return program(directory, "player", body)
