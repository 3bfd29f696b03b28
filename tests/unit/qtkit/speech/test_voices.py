import pytest

from qtkit.speech.voices import VoiceEntry, choose

PINYIN = VoiceEntry(
    "sit/cmn-latn-pinyin", "Chinese (Mandarin, latin as Pinyin)", ("cmn-latn-pinyin",)
)
CMN = VoiceEntry("sit/cmn", "Chinese (Mandarin, latin as English)", ("cmn",))
US = VoiceEntry("gmw/en-us", "English (America)", ("en-us",))
HUIHUI = VoiceEntry(
    "HKEY/MSTTS_ZH-CN_HUIHUI", "Microsoft Huihui Desktop - Chinese (Simplified)", ()
)
SPELLED = "(en)h,eI@f'o@(cmn)_|"
RIGHT = "X'Au51_|"


def espeak_1_51(voice_id: str, text: str) -> str:
    return SPELLED if voice_id == "sit/cmn" else RIGHT


def test_espeak_1_51_speaks_mandarin_with_the_pinyin_voice() -> None:
    assert choose("zh", [US, CMN, PINYIN], espeak_1_51) == PINYIN.id


def test_a_voice_that_spells_hanzi_as_letters_is_no_voice() -> None:
    assert choose("zh", [US, CMN], espeak_1_51) is None


def test_a_later_espeak_without_the_pinyin_voice_is_taken() -> None:
    assert choose("zh", [US, CMN], lambda _id, _text: RIGHT) == CMN.id


def test_a_voice_that_says_nothing_is_no_voice() -> None:
    assert choose("zh", [CMN], lambda _id, _text: " ") is None


def test_engines_that_name_their_voices_otherwise_are_understood() -> None:
    assert choose("zh", [US, HUIHUI], None) == HUIHUI.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_voices_there_is_none(language: str) -> None:
    assert choose(language, [], None) is None
