"""Which sound devices a machine has, by the programs that know them."""

import subprocess
from collections.abc import Iterator
from typing import Final

TIMEOUT_S: Final = 5.0


def sound_devices() -> Iterator[tuple[str, str]]:
    """Yield each device as the hall file names it, and what it is."""
    yield from of_alsa(_said("aplay", "-L"))
    yield from of_pulse(_said("pactl", "list", "short", "sinks"))


def of_alsa(listed: str) -> Iterator[tuple[str, str]]:
    """Read what `aplay -L` lists: a name, and indented below it what it is."""
    name = ""
    for line in listed.splitlines():
        if line.strip() and not line[0].isspace():
            name = line.strip()
        elif name and line.strip():
            if ":" in name:  # others are settings, as "null" and "default"
                yield f"alsa:{name}", line.strip()
            name = ""


def of_pulse(listed: str) -> Iterator[tuple[str, str]]:
    """Read what `pactl list short sinks` lists: number, name, module, format, state."""
    for line in listed.splitlines():
        match line.split("\t"):
            case [_, name, *_, state]:
                yield f"pulse:{name}", state.lower()


def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
