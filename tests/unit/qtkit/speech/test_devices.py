from qtkit.speech.devices import of_alsa, of_pulse

ALSA = """\
null
    Discard all samples (playback) or generate zero samples (capture)
default
    Default Audio Device
sysdefault:CARD=Device
    USB Audio Device, USB Audio
    Default Audio Device
plughw:CARD=Device,DEV=0
    USB Audio Device, USB Audio
    Hardware device with all software conversions
"""
PULSE = """\
0\talsa_output.pci-0000_00_1f.3.analog-stereo\tmodule-alsa-card.c\ts16le 2ch 48000Hz\tRUNNING
3\talsa_output.usb-1.analog\tmodule-alsa-card.c\ts16le 2ch 44100Hz\tSUSPENDED
"""


def test_alsa_lists_names_with_what_they_are_below_them() -> None:
    assert list(of_alsa(ALSA)) == [
        ("alsa:sysdefault:CARD=Device", "USB Audio Device, USB Audio"),
        ("alsa:plughw:CARD=Device,DEV=0", "USB Audio Device, USB Audio"),
    ]


def test_pulse_lists_sinks() -> None:
    assert list(of_pulse(PULSE)) == [
        ("pulse:alsa_output.pci-0000_00_1f.3.analog-stereo", "running"),
        ("pulse:alsa_output.usb-1.analog", "suspended"),
    ]


def test_a_program_that_is_not_there_or_says_something_else_lists_nothing() -> None:
    assert list(of_alsa("")) == list(of_pulse("")) == []
    assert list(of_pulse("Connection failure: Connection refused\n")) == []
