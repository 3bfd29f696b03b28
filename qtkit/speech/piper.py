"""Piper, a neural voice from a file, served from a process of its own.

Run as `python -m qtkit.speech.piper NICENESS zh=VOICE.onnx …`. Where this Python has the package
piper-tts the voice stays loaded; else the program `piper` is run for each utterance, the older one
in C++ as well as the package's own: both take --model and --output_file, and the text as input.
"""

import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from qtkit.child import be_nice
from qtkit.speech.serving import EngineFailed, answering, say, serve

PROGRAM: Final = "piper"
TIMEOUT_S: Final = 9.0
"""A little less than whoever asked us waits."""


def main() -> None:
    """Serve until the input ends."""
    answers = answering()
    be_nice(int(sys.argv[1]))
    files = {language: Path(path) for language, _, path in (a.partition("=") for a in sys.argv[2:])}
    try:
        speak = _by_package() or _by_program()
        voices = {language: _identity(path) for language, path in files.items()}
    except (OSError, EngineFailed) as error:
        say(answers, {"fatal": str(error)})
        return
    say(answers, {"voices": voices})
    serve(answers, lambda request, path: speak(files[request["language"]], request["text"], path))


def _identity(voice: Path) -> str:
    """Return what a voice is known by: another file under the same name is another voice."""
    config = Path(f"{voice}.json")
    for file in (voice, config):
        if not file.is_file():
            raise EngineFailed(
                f"{file} is not there; a voice of piper is two files, .onnx and .onnx.json"
            )
    status = voice.stat()
    return f"piper {voice.name} {status.st_size} {status.st_mtime_ns}"


def _by_package() -> Callable[[Path, str, Path], None] | None:
    try:
        from piper import PiperVoice  # noqa: PLC0415 - only there where somebody installed it
    except ImportError:
        return None
    loaded: dict[Path, Any] = {}

    def speak(voice: Path, text: str, path: Path) -> None:
        if voice not in loaded:
            loaded[voice] = PiperVoice.load(voice)
        with wave.open(str(path), "wb") as file:
            loaded[voice].synthesize_wav(text, file)

    return speak


def _by_program() -> Callable[[Path, str, Path], None]:
    program = shutil.which(PROGRAM)
    if program is None:
        raise EngineFailed("no program piper, and no package piper-tts")

    def speak(voice: Path, text: str, path: Path) -> None:
        try:
            done = subprocess.run(
                [program, "--model", str(voice), "--output_file", str(path)],
                input=text + "\n",
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=TIMEOUT_S,
                env={**os.environ, "PYTHONUTF8": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineFailed(f"piper did not end within {TIMEOUT_S:g} s") from None
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines()
            raise EngineFailed(f"piper ended with {done.returncode}: {lines[-1] if lines else ''}")

    return speak


if __name__ == "__main__":
    main()
