"""The loudspeakers of a display: what may stand there, and what is refused by its line."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from contract.ids import DeviceId
from tests.helpers.halls import SMALL_HALL

BOARD = DeviceId("board")


def with_loudspeakers(table: str, *, voice: bool = True) -> str:
    assert SMALL_HALL.rindex("[[display]]") > SMALL_HALL.rindex("[[zone]]")
    spoken = "voice = true\n" if voice and "voice = true" not in SMALL_HALL else ""
    return f"{SMALL_HALL}\n{spoken}[display.loudspeakers]\n{table}\n"


def mistake(text: str) -> str:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(text, file="small.toml")
    [error] = caught.value.errors
    return str(error)


def test_a_display_that_says_nothing_speaks_its_zone_through_what_is_there() -> None:
    hall = parse_hall(SMALL_HALL)

    assert hall.displays[BOARD].spoken_through == {"room": "default"}


@pytest.mark.parametrize(
    "device", ["default", "alsa:plughw:CARD=Device,DEV=0", "pulse:alsa_output.usb-1", "pipewire:7"]
)
def test_a_zone_is_spoken_through_a_device_of_some_program(device: str) -> None:
    hall = parse_hall(with_loudspeakers(f'room = "{device}"'))

    assert hall.displays[BOARD].spoken_through == {"room": device}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('room = "plughw:1,0"', "loudspeakers . room"),
        ('room = "alsa:"', "loudspeakers . room"),
        ('room = "alsa:a b"', "loudspeakers . room"),
        ('hall = "default"', 'there is no zone "hall"'),
    ],
)
def test_a_device_of_no_program_and_a_zone_that_is_not_are_named(table: str, problem: str) -> None:
    assert problem in mistake(with_loudspeakers(table))


def test_one_device_speaks_for_one_zone() -> None:
    zone = '\n[[zone]]\nid = "yard"\nname = { zh = "院子", en = "Yard" }\n'
    text = with_loudspeakers('room = "alsa:a"\nyard = "alsa:a"') + zone

    assert 'speaks for zone "room" already' in mistake(text)


def test_a_display_that_does_not_speak_needs_no_loudspeaker() -> None:
    text = with_loudspeakers('room = "alsa:a"').replace("voice = true", "voice = false")

    assert "add voice = true" in mistake(text)
