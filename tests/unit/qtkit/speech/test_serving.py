"""A program that speaks for a display: what it does when that is gone."""

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers.patience import PATIENCE_S

SERVING = """
from qtkit.speech.serving import answering, say, serve
from qtkit.speech.wav import wav_bytes
from tests.helpers.speech import TONE

answers = answering()
say(answers, {"voices": {}})
serve(answers, lambda request, path: path.write_bytes(wav_bytes(TONE)))
"""


def test_it_ends_without_a_word_when_nobody_is_there_who_asked(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stderr
        assert json.loads(program.stdout.readline()) == {"voices": {}}
        program.stdout.close()

        program.stdin.write(json.dumps({"path": str(tmp_path / "said.wav")}) + "\n")
        program.stdin.flush()

        assert program.wait(PATIENCE_S) == 0
        assert program.stderr.read() == ""
        assert (tmp_path / "said.wav").exists()
