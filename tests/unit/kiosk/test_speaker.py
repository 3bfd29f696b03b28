"""The newest sentence is the one that is spoken."""

import threading
from pathlib import Path

import pytest

from kiosk.devices import speaker as module
from kiosk.devices.speaker import GuideSpeaker
from qtkit.speech.player import ProgramPlayer
from qtkit.speech.wav import Sound, silence
from tests.helpers.patience import PATIENCE_S, wait_until


class FakeEngine:
    """Makes a clip of anything at once; remembers what."""

    said: list[str]
    gate: threading.Event

    def __init__(self, _folder: Path) -> None: ...

    def clip(self, _language: str, text: str) -> Sound:
        FakeEngine.said.append(text)
        return silence(0.1)

    def close(self) -> None: ...


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which a player that never ends writes how often it began."""
    began = tmp_path / "began"
    program = tmp_path / "player"
    program.write_text(f'#!/bin/sh\necho x >> "{began}"\nexec sleep {PATIENCE_S:g}\n')
    program.chmod(0o755)
    FakeEngine.said = []
    monkeypatch.setattr(module, "SpeechEngine", FakeEngine)
    monkeypatch.setattr(module, "find_player", lambda *_: (ProgramPlayer((str(program),)), ""))
    return began


def _began(file: Path, times: int) -> bool:
    return file.exists() and len(file.read_text().split()) == times


def test_a_new_sentence_cuts_the_old_one_off(spoken: Path) -> None:
    speaker = GuideSpeaker()
    speaker.start()
    speaker.say("zh", "one")
    wait_until(lambda: _began(spoken, 1))

    speaker.say("zh", "two")
    wait_until(lambda: _began(spoken, 2))
    speaker.hush()
    speaker.stop()

    assert FakeEngine.said == ["one", "two"]
    assert not speaker._thread.is_alive()
