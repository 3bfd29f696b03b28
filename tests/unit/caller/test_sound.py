"""A panel's sounds, by a player that notes what it is given."""

from pathlib import Path

import pytest

from caller.core.cues import Cue
from caller.sound import PanelSound
from tests.helpers.patience import wait_until


@pytest.fixture
def played(tmp_path: Path) -> Path:
    player, notes = tmp_path / "player", tmp_path / "played.txt"
    player.write_text(
        f"#!/bin/sh\nfor file; do :; done\ncp \"$file\" '{tmp_path}/'\n"
        f"echo \"${{file##*/}}\" >> '{notes}'\n"
    )
    player.chmod(0o755)
    notes.touch()
    return notes


def test_a_cue_is_heard_and_is_not_silent(played: Path) -> None:
    sound = PanelSound(str(played.with_name("player")))
    sound.start()

    sound.play(Cue.HELP)

    wait_until(lambda: "help.wav" in played.read_text())
    sound.close()
    wav = played.with_name("help.wav").read_bytes()
    samples = memoryview(wav[44:]).cast("h")
    assert max(samples) > 5_000


def test_without_a_sound_card_the_panel_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    sound = PanelSound("no-such-player")
    sound.start()

    sound.play(Cue.WAITING)
    sound.close()

    assert "sound.not_heard" in capfd.readouterr().out
