"""From a sentence to a clip, through the worker process. One that hangs or dies is replaced."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

import structlog

from qtkit.speech.wav import BadSound, Sound, check_audible, read_wav

log = structlog.get_logger("speech")

START_TIMEOUT_S: Final = 15.0
CLIP_TIMEOUT_S: Final = 10.0
END_TIMEOUT_S: Final = 2.0
WORDS_PER_MINUTE: Final = 150
WORKER: Final = (sys.executable, "-m", "qtkit.speech.worker", str(WORDS_PER_MINUTE))
NICENESS: Final = "10"
"""Of a worker whose clips nobody waits for."""


def piper_worker(files: Mapping[str, Path], niceness: str = "0") -> tuple[str, ...]:
    """Return the command of a worker that speaks with piper, by the voice file of each language."""
    named = (f"{language}={path}" for language, path in files.items())
    return (sys.executable, "-m", "qtkit.speech.piper", niceness, *named)


class SpeechError(Exception):
    """No clip could be made. The text is for the technician."""


class NoVoice(SpeechError):
    """This machine cannot speak that language; trying again will not help before it is mended."""


class SpeechEngine:
    """Makes clips, one at a time. For one thread only."""

    def __init__(
        self,
        directory: Path,
        *,
        command: Sequence[str] = WORKER,
        clip_timeout_s: float = CLIP_TIMEOUT_S,
    ) -> None:
        self._directory = directory
        self._command = tuple(command)
        self._clip_timeout_s = clip_timeout_s
        self._worker: _Worker | None = None
        self._voices: Mapping[str, str] = {}

    def voices(self) -> Mapping[str, str]:
        """Return the voice of each language there is one for. Raises `SpeechError`."""
        self._running()
        return self._voices

    def clip(self, language: str, text: str) -> Sound:
        """Return `text` spoken. Raises `SpeechError`; the next clip may well succeed."""
        worker = self._running()
        if language not in self._voices:
            raise NoVoice(f"no voice for {language}")
        path = self._directory / f"clip-{uuid.uuid4().hex}.wav"
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            answer = worker.ask(
                {"language": language, "text": text, "path": str(path)}, self._clip_timeout_s
            )
            if "failed" in answer:
                raise SpeechError(f"the speech engine failed: {answer['failed']}")
            return check_audible(read_wav(path))
        except (BadSound, OSError) as error:
            raise SpeechError(f"the speech engine made no sound: {error}") from error
        except _WorkerLost as error:
            self.close()
            raise SpeechError(str(error)) from None
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _running(self) -> "_Worker":
        if self._worker is not None:
            return self._worker
        try:
            worker = _Worker(self._command)
        except OSError as error:
            raise SpeechError(f"the speech worker does not start: {error}") from error
        try:
            greeting = worker.answer(START_TIMEOUT_S)
        except _WorkerLost as error:
            worker.close()
            raise SpeechError(str(error)) from None
        if "voices" not in greeting:
            worker.close()
            raise NoVoice(f"no speech engine: {greeting.get('fatal', greeting)}")
        self._worker, self._voices = worker, greeting["voices"]
        log.info("speech.ready", voices=dict(self._voices))
        return worker


class _WorkerLost(Exception):
    """The worker does not answer any more."""


class _Worker:
    """The process, and a thread that reads it: a pipe cannot be read with a time-out everywhere."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self._process.stdin is not None  # we asked for pipes
        assert self._process.stdout is not None
        self._input: IO[str] = self._process.stdin
        self._output: IO[str] = self._process.stdout
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="speech-reader", daemon=True)
        self._reader.start()

    def ask(self, request: Mapping[str, str], timeout_s: float) -> dict[str, Any]:
        try:
            self._input.write(json.dumps(request) + "\n")
            self._input.flush()
        except OSError as error:
            raise _WorkerLost(f"the speech worker is gone: {error}") from error
        return self.answer(timeout_s)

    def answer(self, timeout_s: float) -> dict[str, Any]:
        try:
            answer = self._answers.get(timeout=timeout_s)
        except queue.Empty:
            raise _WorkerLost(f"the speech worker was silent for {timeout_s:g} s") from None
        if answer is None:
            raise _WorkerLost("the speech worker ended")
        return answer

    def close(self) -> None:
        self._process.kill()  # it holds nothing that could be lost
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_TIMEOUT_S)
        self._reader.join(END_TIMEOUT_S)
        for pipe in (self._input, self._output):
            with contextlib.suppress(OSError):
                pipe.close()

    def _read(self) -> None:
        for line in self._output:
            try:
                self._answers.put(json.loads(line))
            except ValueError:
                log.warning("speech.garbled", bytes=len(line))
        self._answers.put(None)
