"""The speech of a display put together: for each zone what keeps its voice busy, and the voice."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contract import topics
from contract.ids import EpochMs, ZoneId
from contract.messages.state import BoardState, Call
from display.config import DisplayConfig
from display.core.announcer import Announcer
from display.speech.furnishing import make_studio
from display.speech.voice import Ended, Voice, VoiceEvent, VoiceFaults
from messaging import Fault, HallWatch, Subscription
from qtkit.speech.loudspeaker import Loudspeaker


@dataclass(frozen=True)
class Spoken:
    """What a zone's voice has to tell."""

    zone: ZoneId
    event: VoiceEvent


@dataclass(frozen=True)
class _Speaker:
    voice: Voice
    announcer: Announcer


class Speech:
    """All that speaks, until `close`. One studio makes what all zones say; each says its own.

    Its methods are for one thread; `deliver` is called on others.
    """

    def __init__(
        self,
        config: DisplayConfig,
        *,
        watch: HallWatch,
        now_ms: Callable[[], EpochMs],
        deliver: Callable[[Spoken], None],
    ) -> None:
        self._config = config
        self._faults: dict[ZoneId, Mapping[str, Fault]] = {}
        self._directory = config.cache_dir / config.hall.hall.id / config.display_id
        self._studio = make_studio(
            config.hall,
            config.display.languages,
            directory=self._directory,
            voices_dir=config.beside or Path(),
        )
        self._now_ms = now_ms
        self._deliver = deliver
        self._speakers = {
            zone: self._speaker(zone, device, watch)
            for zone, device in config.display.spoken_through.items()
        }

    @property
    def subscriptions(self) -> Iterator[Subscription]:
        """Yield what `on_board` and `on_call` have to hear."""
        for zone in self._speakers:
            for topic in (topics.BOARD, topics.CALL):
                yield Subscription(topic.of(self._config.hall.hall.id, zone=zone), topic)

    @property
    def faults(self) -> Mapping[str, Fault]:
        """All that is wrong with voices and loudspeakers now."""
        return {
            f"{code}.{zone}" if self._is_several and code.startswith("sound.") else code: fault
            for zone, faults in self._faults.items()
            for code, fault in faults.items()
        }

    def start(self) -> None:
        """Begin to look for voices and players. Returns at once."""
        self._studio.start()
        for speaker in self._speakers.values():
            speaker.voice.start()

    def on_board(self, board: BoardState, now_ms: EpochMs) -> None:
        """Take the board of any zone."""
        if board.zone_id in self._speakers:
            self._speakers[board.zone_id].announcer.on_board(board, now_ms)

    def on_call(self, news: Call, now_ms: EpochMs) -> None:
        """Take a call of any zone."""
        if news.zone_id in self._speakers:
            self._speakers[news.zone_id].announcer.on_call(news, now_ms)

    def take(self, spoken: Spoken, now_ms: EpochMs) -> None:
        """Take what a voice has told."""
        match spoken.event:
            case Ended():
                self._speakers[spoken.zone].announcer.on_done(now_ms)
            case VoiceFaults(faults=faults):
                self._faults[spoken.zone] = faults

    def close(self) -> None:
        """Say nothing more."""
        for speaker in self._speakers.values():
            speaker.voice.close()
        self._studio.close()

    @property
    def _is_several(self) -> bool:
        return len(self._config.display.spoken_through) > 1

    def _speaker(self, zone: ZoneId, device: str, watch: HallWatch) -> _Speaker:
        config, kept = self._config, self._config.announcements_dir
        directory = self._directory / zone if self._is_several else self._directory
        voice = Voice(
            studio=self._studio,
            loudspeaker=Loudspeaker(config.player, directory, device),
            directory=directory,
            announcements_dir=kept / zone if kept and self._is_several else kept,
            now_ms=self._now_ms,
            deliver=lambda event: self._deliver(Spoken(zone, event)),
        )
        languages = config.display.languages
        return _Speaker(voice, Announcer(config.hall, zone, languages, voice=voice, watch=watch))
