"""The voice's thread: it speaks, it tells, it never breaks."""

import queue
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from contract.ids import EpochMs
from display.core.utterance import Announcement, Utterance, announcement
from display.speech.studio import Studio
from display.speech.voice import AFTER_CHIME_S, BETWEEN_LANGUAGES_S, Ended, Voice, VoiceFaults
from display.speech.voices import Voices
from qtkit.speech.chime import chime
from qtkit.speech.engine import SpeechEngine, piper_worker
from qtkit.speech.levels import off_target_db
from qtkit.speech.loudspeaker import Loudspeaker
from qtkit.speech.phrases import Phrase, Words
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import read_wav, wav_bytes
from tests.helpers.board import NOON, call
from tests.helpers.patience import PATIENCE_S, wait_until
from tests.helpers.piper import fake_piper, voice_file
from tests.helpers.speech import TONE, recording_player, worker

SENTENCE_S = 2 * TONE.duration_s  # one phrase for the number, one for the window
UNTIL = EpochMs(NOON + 60_000)


class Hall:
    """A voice with engines and players of our making."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.spoken_dir = directory / "announcements"
        self.now_ms = NOON
        self.heard: queue.Queue[Ended | VoiceFaults] = queue.Queue()
        self.faults: list[str] = []
        self._open: list[Voice | Studio] = []
        (directory / "tone.wav").write_bytes(wav_bytes(TONE))
        self.speak = (
            "request = json.loads(line)\n"
            f"data = open({str(directory / 'tone.wav')!r}, 'rb').read()\n"
            "open(request['path'], 'wb').write(data)\n"
            "print(json.dumps({'done': request['path']}), flush=True)"
        )

    def voice(
        self,
        *,
        player: str = "none",
        body: str = "",
        languages: tuple[str, ...] = ("zh", "en"),
        keep: bool = True,
        at_once_s: float = PATIENCE_S,
        first: Sequence[str] = (),
    ) -> Voice:
        cache = self.directory / "cache"
        command = worker(self.directory, body or self.speak)
        shelf = Shelf(cache / "clips")
        commands = [first, command] if first else [command]

        def engines() -> list[SpeechEngine]:
            return [SpeechEngine(cache, command=each) for each in commands]

        studio = Studio(
            languages,
            voices=Voices(shelf, engines()),
            ahead=Voices(shelf, engines()),
        )
        voice = Voice(
            studio=studio,
            loudspeaker=Loudspeaker(player, cache),
            directory=cache,
            announcements_dir=self.spoken_dir if keep else None,
            now_ms=lambda: self.now_ms,
            deliver=self.heard.put,
            at_once_s=at_once_s,
        )
        self._open += [voice, studio]
        studio.start()
        voice.start()
        return voice

    def ended(self) -> Ended:
        """Wait for the end of an announcement; note the faults, which are told before it."""
        while True:
            event = self.heard.get(timeout=PATIENCE_S)
            if isinstance(event, Ended):
                return event
            self.faults = sorted(event.faults)

    def clips(self) -> list[Path]:
        return list((self.directory / "cache" / "clips").glob("*.clip"))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.spoken_dir.glob("*"))

    def close(self) -> None:
        for thing in self._open:
            thing.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    hall.close()


def a_call(seq: int = 1, *, languages: tuple[str, ...] = ("zh", "en")) -> Announcement:
    return announcement(call(seq), 3, languages, until_ms=UNTIL)


def said() -> tuple[Utterance, ...]:
    return a_call().utterances


def test_an_announcement_is_chime_and_each_language_in_one_file(hall: Hall) -> None:
    hall.voice().say(a_call())

    assert hall.ended() == Ended(1, said=True)
    assert hall.files() == ["1-A012-3-1.wav"]
    sound = read_wav(hall.spoken_dir / "1-A012-3-1.wav")
    pauses_s = AFTER_CHIME_S + BETWEEN_LANGUAGES_S
    assert sound.duration_s == pytest.approx(
        chime().duration_s + 2 * SENTENCE_S + pauses_s, abs=0.01
    )
    assert hall.faults == []


def test_it_is_played_as_it_is_kept(hall: Hall, tmp_path: Path) -> None:
    hall.voice(player=str(recording_player(tmp_path))).say(a_call())

    assert hall.ended().said
    [played] = (tmp_path / "played.txt").read_text().splitlines()
    assert played.startswith("1-A012-3-1.wav ")


def test_what_is_not_ready_is_begun_with_the_chime_and_made_meanwhile(
    hall: Hall, tmp_path: Path
) -> None:
    played = str(tmp_path / "played.txt")
    after_the_chime = f"while not os.path.exists({played!r}):\n    time.sleep(0.01)\n"
    player = str(recording_player(tmp_path))

    hall.voice(player=player, body=after_the_chime + hall.speak, at_once_s=0).say(a_call())

    assert hall.ended().said
    names = [line.split()[0] for line in (tmp_path / "played.txt").read_text().splitlines()]
    assert names == ["chime.wav", "words.wav"]
    words = read_wav(tmp_path / "cache" / "words.wav")
    pauses_s = AFTER_CHIME_S + BETWEEN_LANGUAGES_S
    assert words.duration_s == pytest.approx(2 * SENTENCE_S + pauses_s, abs=0.01)
    assert read_wav(hall.spoken_dir / "1-A012-3-1.wav").duration_s > words.duration_s


def test_what_was_prepared_is_ready_though_the_engine_is_gone(hall: Hall) -> None:
    voice = hall.voice()
    voice.prepare([(each.language, phrase) for each in said() for phrase in each.phrases])
    wait_until(lambda: len(hall.clips()) == 4, "four phrases are made ahead")
    (hall.directory / "tone.wav").unlink()

    voice.say(a_call())

    assert hall.ended() == Ended(1, said=True)


def test_an_engine_that_hangs_on_what_is_made_ahead_keeps_no_call_waiting(hall: Hall) -> None:
    over = hall.directory / "over"
    until_over = f"    while not os.path.exists({str(over)!r}):\n        time.sleep(0.02)\n"
    hang = f"if json.loads(line)['text'] == 'hang':\n{until_over}"
    voice = hall.voice(body=hang + hall.speak)
    voice.prepare([("zh", Phrase((Words("hang", "hang"),)))])

    voice.say(a_call())

    assert hall.ended() == Ended(1, said=True)
    over.touch()  # or its process would outlive the tests


@pytest.mark.parametrize("at_once_s", [0, PATIENCE_S])
def test_chime_and_words_are_softer_in_soft_hours(
    hall: Hall, tmp_path: Path, at_once_s: float
) -> None:
    voice = hall.voice(player=str(recording_player(tmp_path)), at_once_s=at_once_s)
    usual, soft = a_call(), replace(a_call(2), gain_db=-12)
    voice.say(usual)
    voice.say(soft)
    assert hall.ended().said
    assert hall.ended().said

    loud, faint = (read_wav(hall.spoken_dir / f"{each}-A012-3-1.wav") for each in (1, 2))

    assert off_target_db(faint) - off_target_db(loud) == pytest.approx(-12, abs=0.3)
    assert faint.duration_s == loud.duration_s


def test_without_a_folder_to_keep_it_in_it_is_played_all_the_same(
    hall: Hall, tmp_path: Path
) -> None:
    hall.voice(player=str(recording_player(tmp_path)), keep=False).say(a_call())

    assert hall.ended().said
    assert (tmp_path / "played.txt").read_text().startswith("now.wav ")


def test_without_sound_the_file_is_there_and_so_is_the_alarm(hall: Hall) -> None:
    hall.voice(player="no-such-player").say(a_call())

    assert hall.ended().said
    assert hall.files() == ["1-A012-3-1.wav"]
    assert hall.faults == ["sound.none"]


def test_nothing_is_said_late(hall: Hall) -> None:
    hall.now_ms = UNTIL
    hall.voice().say(a_call())

    assert hall.ended() == Ended(1, said=False)
    assert hall.files() == []


def test_a_missing_voice_leaves_the_other_language(hall: Hall) -> None:
    hall.voice(languages=("zh", "fr")).say(announcement(call(1), 3, ("zh",), until_ms=UNTIL))

    assert hall.ended().said
    assert hall.faults == ["voice.missing"]


def test_an_engine_that_fails_is_an_alarm_and_no_file(hall: Hall) -> None:
    hall.voice(body="print(json.dumps({'failed': 'no sound'}), flush=True)").say(a_call())

    assert hall.ended() == Ended(1, said=False)
    assert hall.files() == []
    assert hall.faults == ["voice.failed"]


def test_an_engine_that_stumbles_once_is_asked_again(hall: Hall) -> None:
    stumbled = str(hall.directory / "stumbled")
    once = f"if not os.path.exists({stumbled!r}):\n    open({stumbled!r}, 'w')\n    os._exit(1)\n"
    hall.voice(body=once + hall.speak).say(a_call())

    assert hall.ended() == Ended(1, said=True)
    assert hall.faults == []
    assert read_wav(hall.spoken_dir / "1-A012-3-1.wav").duration_s > 2 * SENTENCE_S


def test_where_piper_fails_the_machine_speaks_and_there_is_an_alarm(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(fake_piper(tmp_path)))
    monkeypatch.setenv("FAKE_PIPER", "fails")

    hall.voice(first=piper_worker({"zh": voice_file(tmp_path)})).say(a_call())

    assert hall.ended() == Ended(1, said=True)
    assert hall.faults == ["voice.instead"]
    assert read_wav(hall.spoken_dir / "1-A012-3-1.wav").duration_s > 2 * SENTENCE_S


def test_a_folder_that_cannot_be_written_is_an_alarm(hall: Hall) -> None:
    hall.spoken_dir.write_text("a file is in the way")
    voice = hall.voice()
    voice.say(a_call())
    assert hall.ended() == Ended(1, said=False)
    assert hall.faults == ["sound.not_written"]

    hall.spoken_dir.unlink()
    hall.spoken_dir.mkdir()
    voice.say(a_call(2))

    assert hall.ended() == Ended(2, said=True)
    assert hall.faults == []


def test_announcements_follow_one_another(hall: Hall) -> None:
    voice = hall.voice()
    for seq in (1, 2, 3):
        voice.say(a_call(seq))

    assert [hall.ended().seq for _ in range(3)] == [1, 2, 3]
