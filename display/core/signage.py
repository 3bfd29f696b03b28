"""The words on a display: what the hall calls its windows and lines. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from contract.hall import HallFile, notices
from contract.ids import EpochMs, GroupId, WindowId, ZoneId
from contract.messages.state import BoardCall
from display.core import rest
from display.core.almanac import clock
from display.core.notices import shown
from display.core.ports import Words
from display.core.screens import Both, CallRow, Clock, Rest
from display.core.spans import spans
from display.core.staleness import stale
from messaging import HallWatch

FRESH_MS: Final = 10_000
"""So long a call is pointed out."""
MINUTES_FROM_S: Final = 600
"""An age is told in seconds up to this."""
NO_DIRECTIONS: Final[Mapping[WindowId, str]] = {}


class Signage:
    """Says things in both languages, in the hall's own names.

    Args:
        directions: where windows lie for one who looks at this display.
    """

    def __init__(
        self,
        hall: HallFile,
        words: Words,
        watch: HallWatch,
        directions: Mapping[WindowId, str] = NO_DIRECTIONS,
    ) -> None:
        self.hall = hall
        self._directions = directions
        self._words = words
        self._watch = watch

    def both(self, key: str, **facts: object) -> Both:
        """Return the text of `key`."""
        return Both(self._words.say("zh", key, **facts), self._words.say("en", key, **facts))

    def painted(self, window_id: WindowId) -> str:
        """Return the number over the window; its id, should the hall file here be older."""
        window = self.hall.windows.get(window_id)
        return str(window.number) if window else window_id

    def painted_spans(self, window_ids: Iterable[WindowId]) -> tuple[str, ...]:
        """Return the numbers of several windows, in their order: "2", "5–9", "11"."""
        return spans(self.painted(window_id) for window_id in window_ids)

    def group(self, group_id: GroupId) -> Both:
        """Return the name of a line; its id, should the hall file here be older."""
        group = self.hall.groups.get(group_id)
        return Both.of(group.name) if group else Both(group_id, group_id)

    def zone(self, zone_id: ZoneId) -> Both:
        """Return the name of a zone."""
        names = (Both.of(zone.name) for zone in self.hall.zone if zone.id == zone_id)
        return next(names, Both(zone_id, zone_id))

    def clock(self, now_ms: EpochMs) -> Clock:
        """Return what the clock on the wall shows."""
        return clock(self._watch.hall_ms(now_ms), self.hall.time_zone)

    def notice(self, zone_id: ZoneId, now_ms: EpochMs) -> Both | None:
        """Return what the hall has to say to a zone just now."""
        texts = notices.shown(self.hall.notice, "board", zone_id, self._local(now_ms))
        return shown(texts, self._watch.hall_ms(now_ms))

    def rest(self, title: Both, now_ms: EpochMs) -> Rest | None:
        """Return what a screen shows that nobody needs; None in the hours, and while in doubt."""
        if not self.hall.board.rest or self._watch.hall_open is not False:
            return None
        if stale(self._watch, now_ms) is not None:
            return None
        local = self._local(now_ms)
        opens = self.hall.openings.next_after(local)
        return Rest(
            title=title,
            words=self.both("board.closed"),
            opens=None if opens is None else self._opens(opens, local),
            place=rest.place(self._watch.hall_ms(now_ms)),
        )

    def _opens(self, opens: datetime, local: datetime) -> Both:
        at = clock(EpochMs(round(opens.timestamp() * 1000)), self.hall.time_zone)
        today = opens.date() == local.date()
        zh = at.time if today else f"{at.date.zh} {at.time}"
        en = at.time if today else f"{at.date.en}, {at.time}"
        say = self._words.say
        return Both(say("zh", "rest.opens", time=zh), say("en", "rest.opens", time=en))

    def _local(self, now_ms: EpochMs) -> datetime:
        return datetime.fromtimestamp(self._watch.hall_ms(now_ms) / 1000, self.hall.time_zone)

    def fresh(self, called_at_ms: EpochMs, now_ms: EpochMs) -> bool:
        """Tell whether what began at `called_at_ms` is new to the people in the hall."""
        return self._watch.hall_ms(now_ms) - called_at_ms < FRESH_MS

    def call(self, call: BoardCall, now_ms: EpochMs, *, since_ms: EpochMs | None = None) -> CallRow:
        """Return how a call is shown. It is new since it was made, or since then."""
        since_ms = call.called_at_ms if since_ms is None else since_ms
        return CallRow(
            seq=call.seq,
            number=call.number,
            window=self.painted(call.window_id),
            count=f"×{call.call_count}" if call.call_count > 1 else "",
            fresh=call.active and self.fresh(since_ms, now_ms),
            active=call.active,
            direction=self._directions.get(call.window_id, ""),
        )

    def stale(self, now_ms: EpochMs) -> Both | None:
        """Return the warning over what may not be true any more."""
        found = stale(self._watch, now_ms)
        if found is None:
            return None
        cause = self.both(found.cause)
        if found.age_s is None:
            return cause
        if found.age_s < MINUTES_FROM_S:
            age = self.both("stale.age", seconds=found.age_s)
        else:
            age = self.both("stale.age_min", minutes=found.age_s // 60)
        return Both(f"{cause.zh} · {age.zh}", f"{cause.en} · {age.en}")
