"""Secrets that somebody types at a terminal, and files that only their owner may read."""

import re
from pathlib import Path

import typer

from hallcall.errors import CannotRun


def ask_twice(prompt: str, pattern: str, *, misfit: str, differ: str) -> str:
    """Ask for a secret and for the same once more; return it.

    Raises:
        CannotRun: it does not fit the pattern (`misfit` says so), or the two differ (`differ`).
    """
    given: str = typer.prompt(prompt, hide_input=True)
    if not re.fullmatch(pattern, given):
        raise CannotRun(misfit)
    if typer.prompt("once more", hide_input=True) != given:
        raise CannotRun(differ)
    return given


def write_private(path: Path, text: str) -> None:
    """Replace the file as a whole, readable by its owner alone. Raises `OSError`."""
    new = path.with_name(path.name + ".new")
    new.touch(mode=0o600)
    new.write_text(text, encoding="utf-8")
    new.replace(path)
