"""Packs first, then engines in their order; nobody waits long for one that fails."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from display.core.utterance import Utterance
from display.speech import voices as module
from display.speech.voices import Voices
from qtkit.speech.engine import NoVoice, SpeechError
from qtkit.speech.packs import Pack
from qtkit.speech.phrases import Phrase, Words
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound
from tests.helpers.packs import SAID, pack_of, tone

UTTERANCE = Utterance("zh", SAID)


class Engine:
    """Says everything as one tone, or fails."""

    def __init__(self, pitch_hz: float, *languages: str) -> None:
        self.tone = tone(pitch_hz)
        self.known = dict.fromkeys(languages, f"voice {pitch_hz:g}")
        self.fails: SpeechError | None = None
        self.asked: list[str] = []

    def voices(self) -> Mapping[str, str]:
        return self.known

    def clip(self, language: str, text: str) -> Sound:
        self.asked.append(text)
        if self.fails:
            raise self.fails
        if language not in self.known:
            raise NoVoice(f"no voice for {language}")
        return self.tone

    def close(self) -> None:
        self.known = {}


def length(sound: Sound) -> float:
    return round(sound.duration_s / tone(1).duration_s, 1)


def test_the_first_engine_speaks_what_it_can_and_the_last_the_rest(tmp_path: Path) -> None:
    first, last = Engine(300, "zh"), Engine(600, "zh", "en")
    made = Voices(Shelf(tmp_path), [first, last])

    made.sentence(UTTERANCE)
    made.sentence(Utterance("en", SAID))

    assert len(first.asked) == len(last.asked) == len(SAID)
    assert made.faults == {}


def test_where_the_first_engine_fails_the_last_speaks_the_whole_sentence(tmp_path: Path) -> None:
    first, last = Engine(300, "zh"), Engine(600, "zh")
    first.fails = SpeechError("no model")
    made = Voices(Shelf(tmp_path), [first, last])

    made.sentence(UTTERANCE)

    assert last.asked == [phrase.text for phrase in SAID]
    assert list(made.faults) == ["voice.instead"]
    assert "no model" in made.faults["voice.instead"].message


def test_an_engine_that_failed_rests_and_ends_its_fault_when_it_speaks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = Engine(300, "zh"), Engine(600, "zh")
    first.fails = SpeechError("busy")
    made = Voices(Shelf(tmp_path), [first, last])
    made.sentence(UTTERANCE)
    made.sentence(Utterance("zh", (Phrase((Words("好", "好"),)),)))
    assert len(first.asked) == 1

    monkeypatch.setattr(module, "REST_S", 0.0)
    made = Voices(Shelf(tmp_path / "new"), [first, last])
    made.sentence(UTTERANCE)
    first.fails = None
    made.sentence(UTTERANCE)

    assert made.faults == {}


def test_what_one_engine_said_is_not_kept_as_the_voice_of_another(tmp_path: Path) -> None:
    first, last = Engine(300, "zh"), Engine(600, "zh")
    first.fails = SpeechError("busy")
    Voices(Shelf(tmp_path), [first, last]).sentence(UTTERANCE)
    first.fails = None
    first.asked.clear()

    Voices(Shelf(tmp_path), [first, last]).sentence(UTTERANCE)

    assert len(first.asked) == len(SAID)


def test_the_only_engine_is_asked_twice(tmp_path: Path) -> None:
    engine = Engine(300, "zh")
    engine.fails = SpeechError("dead")

    with pytest.raises(SpeechError, match="dead"):
        Voices(Shelf(tmp_path), [engine]).sentence(UTTERANCE)

    assert len(engine.asked) == 2


def test_a_pack_speaks_and_no_engine_is_asked(tmp_path: Path) -> None:
    pack, engine = Pack.open(pack_of(tmp_path / "pack")), Engine(300, "zh")
    made = Voices(Shelf(tmp_path), [engine], {"zh": pack})

    assert made.sentence(UTTERANCE) == pack.sentence(SAID)
    made.prepare("zh", SAID[0])

    assert engine.asked == []
    assert made.faults == {}


def test_what_a_pack_lacks_is_said_whole_by_an_engine_and_is_an_alarm(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack")
    (folder / "letters" / "A.wav").unlink()
    engine = Engine(300, "zh")
    made = Voices(Shelf(tmp_path), [engine], {"zh": Pack.open(folder)})

    assert length(made.sentence(UTTERANCE)) == len(SAID)

    assert list(made.faults) == ["voice.pack"]
    assert "letters/A.wav" in made.faults["voice.pack"].message


def test_a_damaged_clip_is_an_alarm_as_well(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack")
    (folder / "letters" / "A.wav").write_bytes(b"RIFF")
    made = Voices(Shelf(tmp_path), [Engine(300, "zh")], {"zh": Pack.open(folder)})

    assert length(made.sentence(UTTERANCE)) == len(SAID)
    assert list(made.faults) == ["voice.pack"]


def test_a_language_with_a_pack_needs_no_engine(tmp_path: Path) -> None:
    packs = {"zh": Pack.open(pack_of(tmp_path / "pack"))}
    made = Voices(Shelf(tmp_path), [Engine(300, "en")], packs)
    made.look(("zh", "en"))
    assert made.faults == {}

    Voices(Shelf(tmp_path), [Engine(300, "en")]).look(("zh", "en"))
    made.look(("zh", "en", "fr"))

    assert "no voice for fr" in made.faults["voice.missing"].message


def test_what_is_on_the_shelf_is_not_made_ahead_again(tmp_path: Path) -> None:
    engine = Engine(300, "zh")
    made = Voices(Shelf(tmp_path), [engine])

    made.prepare("zh", SAID[0])
    made.prepare("zh", SAID[0])

    assert engine.asked == [SAID[0].text]
