"""What the doctor says of what is not there."""

import pytest

from hallcall.diagnosis import Health, examine_machine


def test_without_pyav_videos_are_left_out_and_the_doctor_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("display.video.player.can_play", lambda: False)

    (video,) = [each for each in examine_machine(broker_port=0) if each.what == "video"]

    assert video.health is Health.LIMITED
    assert "hallcall[video]" in video.hint
