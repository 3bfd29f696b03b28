"""Makes a panel's cues heard, on a thread of its own: no sound card ever holds up a clerk."""

from collections.abc import Mapping
from pathlib import Path
from queue import Full, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

import structlog

from caller.core.cues import Cue
from qtkit.speech.chime import chime, single
from qtkit.speech.loudspeaker import Loudspeaker
from qtkit.speech.player import AUTO
from qtkit.speech.wav import Sound, wav_bytes

log = structlog.get_logger("sound")

END_TIMEOUT_S: Final = 10.0


class PanelSound:
    """`play` is for any thread and returns at once; what comes while one sounds is dropped."""

    def __init__(self, setting: str = AUTO) -> None:
        self._setting = setting
        self._wanted: Queue[Cue | None] = Queue(maxsize=1)
        self._thread = Thread(target=self._run, name="sound", daemon=True)

    def start(self) -> None:
        """Begin to wait for cues."""
        self._thread.start()

    def play(self, cue: Cue) -> None:
        """Let a cue be heard."""
        try:
            self._wanted.put_nowait(cue)
        except Full:
            log.debug("sound.dropped", cue=cue.value)

    def close(self) -> None:
        """Play no more."""
        self._wanted.put(None)
        self._thread.join(END_TIMEOUT_S)

    def _run(self) -> None:
        with TemporaryDirectory(prefix="hallcall-panel-") as folder:
            loudspeaker = Loudspeaker(self._setting, Path(folder))
            sounds = _sounds()
            while (cue := self._wanted.get()) is not None:
                sound = sounds[cue]
                path = Path(folder) / f"{cue.value}.wav"
                path.write_bytes(wav_bytes(sound))
                if not loudspeaker.play(path, sound.duration_s):
                    said = [fault.message for fault in loudspeaker.faults.values()]
                    log.warning("sound.not_heard", cue=cue.value, why=said)


def _sounds() -> Mapping[Cue, Sound]:
    return {Cue.HELP: chime(), Cue.WAITING: single()}
