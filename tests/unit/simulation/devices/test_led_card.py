"""The simulated card as other software meets it: vendor's frames in, documented answers out."""

import struct

import pytest

from hardware.led.areas import Area, Box, update_areas
from hardware.led.codec import CRC16, SUM16, Frame, FrameDecoder
from hardware.led.commands import CardError, Done, Refused, ask_status, ping, read_reply
from simulation.devices.led_card import SimLedCard
from tests.helpers import vectors

PRINTED = vectors.load("onbon.toml")
SCREEN = Box(0, 0, 128, 32)


class Talk:
    """Somebody who sends bytes to a card, and reads what comes back."""

    def __init__(self, **options: object) -> None:
        self.card = SimLedCard(refresh_s=0, **options)  # type: ignore[arg-type]
        self.came: list[bytes] = []
        self.card.send = self.came.append

    def send(self, wire: bytes) -> list[Frame]:
        self.came.clear()
        self.card.receive(wire)
        self.card.tick(1e9)
        found = FrameDecoder().feed(b"".join(self.came))
        return [each for each in found if isinstance(each, Frame)]

    def ask(self, data: bytes, **header: int) -> object:
        (answer,) = self.send(Frame(data, **header).encode())  # type: ignore[arg-type]
        return read_reply(answer.data)

    def printed(self, group: str, name: str) -> list[Frame]:
        return self.send(b"\xa5" * 8 + bytes.fromhex(PRINTED[group][name]))


def test_the_vendors_dynamic_area_is_shown_and_acknowledged_as_printed() -> None:
    talk = Talk()
    talk.printed("requests", "call_z012")
    assert talk.card.texts == ("请Z012到3号窗口",)
    assert talk.came[0].lstrip(b"\xa5") == bytes.fromhex(PRINTED["answers"]["ack"])
    assert talk.came[0].startswith(b"\xa5" * 9)


def test_the_vendors_program_is_kept_in_flash_and_outlives_the_power() -> None:
    talk = Talk()
    (begun,) = talk.printed("others", "begin_program")
    assert read_reply(begun.data) == Done()
    (written,) = talk.printed("others", "write_program")
    assert written.data == b"\xa1\x06\0\0\0" + (0x47).to_bytes(4, "little")
    talk.card.power_cycle()
    assert talk.card.texts == ("欢迎光临Onbon",)
    assert talk.card.flash.writes == 1
    talk.printed("requests", "call_z012")
    talk.card.power_cycle()
    assert talk.card.texts == ("欢迎光临Onbon",)


def test_a_program_with_a_wrong_checksum_is_not_kept() -> None:
    talk = Talk()
    talk.printed("others", "begin_program")
    frames = FrameDecoder().feed(b"\xa5" + bytes.fromhex(PRINTED["others"]["write_program"]))
    assert isinstance(frames[0], Frame)
    spoiled = frames[0].data[:-1] + bytes([frames[0].data[-1] ^ 1])
    (answer,) = talk.send(Frame(spoiled).encode())
    assert answer.data[2] == CardError.FILE_CHECKSUM
    assert talk.card.texts == ()


@pytest.mark.parametrize(
    ("destination", "answered_as"),
    [(1, 1), (0xFFFE, 0xFFFE), (0x8000, 1), (2, None), (0xFFFF, None)],
)
def test_a_card_answers_to_its_own_id_and_to_one_broadcast(
    destination: int, answered_as: int | None
) -> None:
    answers = Talk().send(Frame(ping(), destination).encode())
    assert [frame.source for frame in answers] == ([] if answered_as is None else [answered_as])


def test_a_silent_broadcast_is_obeyed() -> None:
    talk = Talk()
    area = Area(id=0, box=SCREEN, text=b"A012")
    assert talk.send(Frame(update_areas([area]), 0xFFFF).encode()) == []
    assert talk.card.texts == ("A012",)


def test_frames_checked_by_a_sum_or_for_another_type_of_card() -> None:
    talk = Talk()
    assert talk.ask(ping(), check_mode=SUM16) == Done()
    assert talk.ask(ping(), check_mode=CRC16, device_type=0x61) == Done()
    assert talk.send(Frame(ping(), device_type=0x51).encode()) == []


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\xb0\x00\x01\0\0", CardError.NO_SUCH_GROUP),
        (b"\xa3\x77\x01\0\0", CardError.NO_SUCH_COMMAND),
        (update_areas([Area(id=5, box=SCREEN, text=b"")]), CardError.OUT_OF_MEMORY),
        (update_areas([Area(id=0, box=Box(0, 0, 129, 32), text=b"")]), CardError.OUT_OF_MEMORY),
        (update_areas([Area(id=0, box=SCREEN, text=bytes(1025))]), CardError.OUT_OF_MEMORY),
        (update_areas([Area(id=0, box=SCREEN, text=rb"\FO003A")]), CardError.FONT_MISSING),
        (update_areas([Area(id=0, box=SCREEN, text=b"A")])[:-1], CardError.OUT_OF_MEMORY),
        (
            update_areas([Area(id=n, box=SCREEN, text=b"") for n in (0, 1)]),
            CardError.OUT_OF_MEMORY,
        ),
    ],
)
def test_what_a_card_refuses(data: bytes, error: CardError) -> None:
    talk = Talk()
    assert talk.ask(data) == Refused(error, error.value)
    assert talk.card.texts == ()


def test_areas_and_programs_may_not_share_a_place_unless_the_frame_says_so() -> None:
    talk = Talk(program="欢迎光临")
    data = update_areas([Area(id=0, box=SCREEN, text=b"A012")])
    assert talk.ask(data) == Refused(CardError.OUT_OF_MEMORY, 4)
    assert talk.ask(data, over_programs=True) == Done()
    assert talk.card.texts == ("A012",)


def test_an_id_is_set_and_read() -> None:
    talk = Talk()
    assert talk.ask(b"\xa2\x06\x01\0\0\x07\x00") == Done()
    (answer,) = talk.send(Frame(b"\xa2\x07\x01\0\0").encode())
    assert answer.data == struct.pack("<5sH", b"\xa2\x07\0\0\0", 7)


def test_a_request_that_wants_no_answer_gets_none() -> None:
    quiet = ask_status()[:2] + b"\x02\0\0"
    assert Talk().send(Frame(quiet).encode()) == []
