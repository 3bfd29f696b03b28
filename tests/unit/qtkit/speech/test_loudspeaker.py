from pathlib import Path

import pytest

from qtkit.speech.loudspeaker import LISTEN_AGAIN_S, Loudspeaker
from qtkit.speech.player import PlayFailed, ProgramPlayer, find_player
from qtkit.speech.wav import wav_bytes
from tests.helpers.speech import TONE, program, recording_player


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "call.wav"
    path.write_bytes(wav_bytes(TONE))
    return path


def played(directory: Path) -> list[str]:
    log = directory / "played.txt"
    return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []


def test_a_player_that_works_plays(tmp_path: Path, sound: Path) -> None:
    speaker = Loudspeaker(str(recording_player(tmp_path)), tmp_path)
    speaker.look()

    speaker.play(sound, 0.5)

    assert played(tmp_path) == ["call.wav"]
    assert speaker.faults == {}


def test_without_sound_there_is_a_fault_and_no_error(tmp_path: Path, sound: Path) -> None:
    speaker = Loudspeaker(str(tmp_path / "no-such-player"), tmp_path)
    speaker.look()
    speaker.play(sound, 0.5)

    assert list(speaker.faults) == ["sound.none"]


def test_a_player_that_is_found_later_ends_the_fault(tmp_path: Path, sound: Path) -> None:
    speaker = Loudspeaker(str(tmp_path / "player"), tmp_path)
    speaker.look()
    recording_player(tmp_path)

    speaker.play(sound, 0.5)

    assert speaker.faults == {}
    assert played(tmp_path) == ["call.wav"]


def test_with_the_setting_none_nothing_is_missed(tmp_path: Path, sound: Path) -> None:
    speaker = Loudspeaker("none", tmp_path)
    speaker.look()
    speaker.play(sound, 0.5)

    assert speaker.faults == {}


def test_a_failing_player_is_a_fault_until_it_plays_again(tmp_path: Path, sound: Path) -> None:
    speaker = Loudspeaker(str(recording_player(tmp_path, exit_code=1)), tmp_path)
    speaker.play(sound, 0.5)
    assert list(speaker.faults) == ["sound.failed"]

    recording_player(tmp_path)
    speaker.play(sound, 0.5)

    assert speaker.faults == {}


def test_a_player_without_a_sound_card_says_why(tmp_path: Path) -> None:
    broken = program(
        tmp_path, "aplay", "import sys\nsys.exit('audio open error: no such device')\n"
    )

    player, why = find_player(str(broken), tmp_path)

    assert player is None
    assert why.endswith("aplay ended with 1: audio open error: no such device")


def test_a_player_that_hangs_is_ended(tmp_path: Path, sound: Path) -> None:
    hanging = program(tmp_path, "player", "import time\ntime.sleep(60)\n")

    with pytest.raises(PlayFailed, match=r"did not end within 0.2 s"):
        ProgramPlayer([str(hanging)]).play(sound, timeout_s=0.2)


def test_auto_takes_the_first_program_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "paplay", "import sys\nsys.exit(1)\n")
    program(tmp_path, "aplay", "")
    monkeypatch.setenv("PATH", str(tmp_path))

    player, _ = find_player("auto", tmp_path)

    assert player is not None
    assert player.name == "aplay"


def test_auto_on_a_machine_without_players_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_player("auto", tmp_path) == (None, "no program that plays sound is installed")


@pytest.mark.parametrize(
    ("device", "program_name", "told"),
    [
        ("alsa:plughw:1,0", "aplay", "-q -D plughw:1,0"),
        ("pulse:usb", "paplay", "--device=usb"),
        ("pipewire:usb", "pw-play", "--target=usb"),
    ],
)
def test_a_device_is_played_through_by_the_program_that_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device: str, program_name: str, told: str
) -> None:
    log = tmp_path / "told.txt"
    body = f"import sys\nopen({str(log)!r}, 'w').write(' '.join(sys.argv[1:-1]))\n"
    program(tmp_path, program_name, body)
    monkeypatch.setenv("PATH", str(tmp_path))

    player, _ = find_player("auto", tmp_path, device)

    assert player is not None
    assert log.read_text() == told


def test_a_device_that_is_dead_is_a_fault_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "aplay", "import sys\nsys.exit('no such device')\n")
    program(tmp_path, "paplay", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    speaker = Loudspeaker("auto", tmp_path, "alsa:hw:9")

    speaker.look_after()

    fault = speaker.faults["sound.none"]
    assert "no such device" in fault.message
    assert "alsa:hw:9" in fault.hint


def test_a_player_that_breaks_off_at_once_is_tried_once_more(tmp_path: Path, sound: Path) -> None:
    broken = tmp_path / "broken"
    broken.touch()
    body = (
        "import pathlib, sys\n"
        f"broken = pathlib.Path({str(broken)!r})\n"
        "if pathlib.Path(sys.argv[-1]).name == 'call.wav' and broken.exists():\n"
        "    broken.unlink()\n"
        "    sys.exit('broken pipe')\n"
    )
    speaker = Loudspeaker(str(program(tmp_path, "player", body)), tmp_path)

    assert speaker.play(sound, 60.0)
    assert speaker.faults == {}


def test_what_was_played_half_is_not_said_again(tmp_path: Path, sound: Path) -> None:
    clock = iter(range(0, 10_000, 100))
    body = "import sys\nsys.exit('silence' not in sys.argv[-1])\n"
    player = str(program(tmp_path, "player", body))
    speaker = Loudspeaker(player, tmp_path, clock_s=lambda: float(next(clock)))

    assert not speaker.play(sound, 60.0)
    assert list(speaker.faults) == ["sound.failed"]


def test_a_cable_that_is_pulled_while_nobody_is_called_is_an_alarm_and_ends_it_by_itself(
    tmp_path: Path,
) -> None:
    now_s = [1000.0]
    speaker = Loudspeaker(str(recording_player(tmp_path)), tmp_path, clock_s=lambda: now_s[0])
    speaker.look_after()
    (tmp_path / "player").unlink()
    speaker.look_after()
    assert speaker.faults == {}  # it has worked a moment ago

    now_s[0] += LISTEN_AGAIN_S
    speaker.look_after()
    assert list(speaker.faults) == ["sound.none"]

    recording_player(tmp_path)
    speaker.look_after()
    assert speaker.faults == {}
