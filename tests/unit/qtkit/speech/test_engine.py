"""The engine against workers that hang, lie and die."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qtkit.speech.engine import NoVoice, SpeechEngine, SpeechError
from qtkit.speech.wav import wav_bytes
from tests.helpers.patience import PATIENCE_S
from tests.helpers.speech import TONE, worker

SPEAK = """\
request = json.loads(line)
open(request["path"], "wb").write(open("TONE", "rb").read())
print(json.dumps({"done": request["path"]}), flush=True)"""


class Speaker:
    """Makes engines and ends them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.made: list[SpeechEngine] = []
        tone = directory / "tone.wav"
        tone.write_bytes(wav_bytes(TONE))
        self.speak = SPEAK.replace("TONE", str(tone))

    def __call__(
        self, body: str = "", *, clip_timeout_s: float = PATIENCE_S, **greeting: str
    ) -> SpeechEngine:
        command = worker(self.directory, body or self.speak, **greeting)
        self.made.append(
            SpeechEngine(self.directory, command=command, clip_timeout_s=clip_timeout_s)
        )
        return self.made[-1]


@pytest.fixture
def engine_of(tmp_path: Path) -> Iterator[Speaker]:
    speaker = Speaker(tmp_path)
    yield speaker
    for engine in speaker.made:
        engine.close()


def test_a_clip_is_made_and_its_file_gone(engine_of: Speaker, tmp_path: Path) -> None:
    assert engine_of().clip("zh", "一") == TONE
    assert list(tmp_path.glob("clip-*")) == []


def test_a_language_without_a_voice_is_told_apart(engine_of: Speaker) -> None:
    with pytest.raises(NoVoice, match="no voice for fr"):
        engine_of().clip("fr", "un")


def test_a_machine_without_an_engine_says_why(engine_of: Speaker) -> None:
    greeting = 'print(\'{"fatal": "OSError: no libespeak"}\', flush=True)\n'

    with pytest.raises(NoVoice, match="no libespeak"):
        engine_of("pass", greeting=greeting).voices()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('print(json.dumps({"failed": "no sound"}), flush=True)', "no sound"),
        ('print(json.dumps({"done": "nowhere"}), flush=True)', "No such file"),
        ("sys.exit(3)", "ended"),
        ('print("Audio saved", flush=True)\nsys.exit(0)', "ended"),
    ],
)
def test_success_is_judged_by_the_sound(engine_of: Speaker, body: str, why: str) -> None:
    with pytest.raises(SpeechError, match=why):
        engine_of(body).clip("zh", "一")


def test_an_engine_that_hangs_is_given_up(engine_of: Speaker) -> None:
    with pytest.raises(SpeechError, match=r"silent for 0\.5 s"):
        engine_of("time.sleep(60)", clip_timeout_s=0.5).clip("zh", "一")


def test_after_a_worker_died_the_next_clip_is_made_by_another(
    engine_of: Speaker, tmp_path: Path
) -> None:
    died = tmp_path / "died"
    once = f"if not os.path.exists({str(died)!r}):\n    open({str(died)!r}, 'w')\n    os._exit(1)\n"
    engine = engine_of(once + engine_of.speak)
    with pytest.raises(SpeechError):
        engine.clip("zh", "一")

    assert engine.clip("zh", "一") == TONE
