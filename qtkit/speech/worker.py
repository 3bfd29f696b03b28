"""The machine's speech engine, served from a process of its own.

Run as `python -m qtkit.speech.worker RATE [NICENESS]`. One utterance a run of the engine: of
several it would make only the last.
"""

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyttsx3

from qtkit.child import be_nice
from qtkit.speech.serving import answering, say, serve
from qtkit.speech.voices import CANDIDATES, VoiceEntry, choose


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


if __name__ == "__main__":
    main()
