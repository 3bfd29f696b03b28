"""What every speech engine in a process of its own does: it may hang or crash, the display may not.

One JSON object a line. First it says which voices it has:
{"voices": {"zh": "sit/cmn-latn-pinyin", "en": "gmw/en-us"}}, or {"fatal": "why"}. Then each
{"language", "text", "path"} is answered by {"done": path} or {"failed": why}. What is made is even
already: that takes longer than to speak, and here nobody waits for the interpreter. Ends with its
input.
"""

import json
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from qtkit.child import own_output
from qtkit.speech.levels import even
from qtkit.speech.wav import read_wav, wav_bytes


class EngineFailed(Exception):
    """The engine made nothing; the text says why, in its own words."""


def answering() -> TextIO:
    """Return where to answer; what engines print goes nowhere."""
    return TextIOWrapper(own_output(), encoding="ascii", line_buffering=True)


def serve(answers: TextIO, speak: Callable[[dict[str, str], Path], None]) -> None:
    """Answer each request with what `speak` writes to its path, made even."""
    for line in sys.stdin:
        request = json.loads(line)
        path = Path(request["path"])
        try:
            speak(request, path)
            path.write_bytes(wav_bytes(even(read_wav(path))))
        except EngineFailed as error:
            say(answers, {"failed": str(error)})
        except Exception as error:  # noqa: BLE001 - the next utterance may well succeed
            say(answers, {"failed": f"{type(error).__name__}: {error}"})
        else:
            say(answers, {"done": str(path)})


def say(answers: TextIO, answer: dict[str, Any]) -> None:
    """Answer, in one line. If nobody is there any more who asked, end: there is nothing to do."""
    try:
        answers.write(json.dumps(answer) + "\n")
    except BrokenPipeError:
        os._exit(0)  # what is still buffered would fail once more, with a traceback
