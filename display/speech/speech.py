"""The speech of a display put together: what keeps the voice busy, the voice, its studio."""

from collections.abc import Callable

from contract.ids import EpochMs
from display.config import DisplayConfig
from display.core.announcer import Announcer
from display.speech.furnishing import make_studio
from display.speech.voice import Voice, VoiceEvent
from messaging import HallWatch
from qtkit.speech.loudspeaker import Loudspeaker


class Speech:
    """All that speaks, until `close`.

    Attributes:
        announcer: hears of calls, on the Qt thread.
    """

    def __init__(
        self,
        config: DisplayConfig,
        *,
        watch: HallWatch,
        now_ms: Callable[[], EpochMs],
        deliver: Callable[[VoiceEvent], None],
    ) -> None:
        display = config.display
        directory = config.cache_dir / config.hall.hall.id / config.display_id
        self._studio = make_studio(
            config.hall, display.languages, directory=directory, voices_dir=config.voices_dir
        )
        self._voice = Voice(
            studio=self._studio,
            loudspeaker=Loudspeaker(config.player, directory),
            directory=directory,
            announcements_dir=config.announcements_dir,
            now_ms=now_ms,
            deliver=deliver,
        )
        self.announcer = Announcer(
            config.hall, display.zone, display.languages, voice=self._voice, watch=watch
        )

    def start(self) -> None:
        """Begin to look for voices and a player. Returns at once."""
        self._studio.start()
        self._voice.start()

    def close(self) -> None:
        """Say nothing more."""
        self._voice.close()
        self._studio.close()
