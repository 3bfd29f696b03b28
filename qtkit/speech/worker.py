"""The speech engine, in a process of its own: it may hang or crash, the display may not.

Run as `python -m qtkit.speech.worker RATE [NICENESS]`; one JSON object a line. First it says which
voices it chose: {"voices": {"zh": "sit/cmn-latn-pinyin", "en": "gmw/en-us"}}, or {"fatal": "why"}.
Then each {"language", "text", "path"} is answered by {"done": path} or {"failed": why}. One
utterance a run of the engine: of several it would make only the last. What is made is even already:
that takes longer than to speak, and here nobody waits for the interpreter. Ends with its input.
"""

import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import pyttsx3

from qtkit.speech.levels import even
from qtkit.speech.voices import CANDIDATES, VoiceEntry, choose
from qtkit.speech.wav import read_wav, wav_bytes


def main() -> None:
    """Serve until the input ends."""
    answers = answering()
    be_nice(*map(int, sys.argv[2:]))
    try:
        engine = pyttsx3.init()
        engine.setProperty("rate", int(sys.argv[1]))
        voices = _chosen_voices(engine)
    except Exception as error:  # noqa: BLE001 - whatever it is, the display must hear of it
        say(answers, {"fatal": f"{type(error).__name__}: {error}"})
        return
    say(answers, {"voices": voices})
    serve(answers, lambda request, path: _speak(engine, voices, request, path))


def answering() -> TextIO:
    """Return where to answer; what engines print goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the display, which ends us
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii", buffering=1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def be_nice(niceness: int = 0) -> None:
    """Let others go first, where the platform knows how."""
    if niceness and sys.platform != "win32":
        os.nice(niceness)


def serve(answers: TextIO, speak: Callable[[dict[str, str], Path], None]) -> None:
    """Answer each request with what `speak` writes to its path, made even."""
    for line in sys.stdin:
        request = json.loads(line)
        path = Path(request["path"])
        try:
            speak(request, path)
            path.write_bytes(wav_bytes(even(read_wav(path))))
        except Exception as error:  # noqa: BLE001 - the next utterance may well succeed
            say(answers, {"failed": f"{type(error).__name__}: {error}"})
        else:
            say(answers, {"done": str(path)})


def _speak(engine: Any, voices: dict[str, str], request: dict[str, str], path: Path) -> None:
    engine.setProperty("voice", voices[request["language"]])
    engine.save_to_file(request["text"], str(path))
    engine.runAndWait()
    _await_end(engine)


def _await_end(engine: Any) -> None:
    """Wait for espeak's own thread: `runAndWait` returns after 10 ms, file or no file."""
    if _is_espeak(engine):
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - only there where espeak is

        _espeak.Synchronize()


def _is_espeak(engine: Any) -> bool:
    return str(engine) == "espeak"


def _chosen_voices(engine: Any) -> dict[str, str]:
    listed = [
        VoiceEntry(
            id=str(voice.id),
            name=str(voice.name or ""),
            languages=tuple(map(_tag, voice.languages or ())),
        )
        for voice in engine.getProperty("voices")
    ]
    phonemes = _phonemes_of_espeak(engine) if _is_espeak(engine) else None
    chosen = {language: choose(language, listed, phonemes) for language in CANDIDATES}
    return {language: voice_id for language, voice_id in chosen.items() if voice_id}


def _tag(language: object) -> str:
    return language.decode(errors="ignore") if isinstance(language, bytes) else str(language)


def _phonemes_of_espeak(engine: Any) -> Callable[[str, str], str]:
    """Return a look at what a voice would say. pyttsx3 has no such call, its library has."""
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - only there where espeak is

    translate = _espeak.dll.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    translate.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]

    def phonemes(voice_id: str, text: str) -> str:
        engine.setProperty("voice", voice_id)
        rest = ctypes.c_char_p(text.encode())
        said = ""
        while rest.value:  # it goes on to the next clause at each call
            said += translate(ctypes.byref(rest), 1, 0).decode()
        return said

    return phonemes


def say(answers: TextIO, answer: dict[str, Any]) -> None:
    """Answer, in one line."""
    answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
