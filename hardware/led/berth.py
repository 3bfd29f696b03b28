"""Where one bar stands on its line: what it should show, what it shows, what is due. No thread."""

from collections.abc import Sequence
from typing import Final

from hardware.backoff import pause_s
from hardware.led.bar import Bar, Row, Troubled
from hardware.led.events import Oddity, TroubleKind
from hardware.led.settings import LedSettings
from hardware.transport import Transport

_OF_WRITING: Final = frozenset(
    {TroubleKind.FONT, TroubleKind.MEMORY, TroubleKind.BUSY, TroubleKind.REFUSED}
)


class Berth:
    """One bar. Every `now_s` is of a clock that never jumps; only `want` is for any thread."""

    def __init__(self, bar: Bar, settings: LedSettings) -> None:
        self.bar = bar
        self.up = False
        """It may be spoken to."""
        self.confirmed = False
        """It has answered, or cannot."""
        self.troubles: dict[TroubleKind, str] = {}
        self._settings = settings
        self._wanted: dict[int, Row | None] = {}
        self._stands: dict[int, Row | None] = {}
        """What the bar has confirmed."""
        self._refused: dict[int, Row | None] = {}
        """What it would not show: dark meanwhile, for what stood there before is not true."""
        self._anew = True
        self._failures = self._busy = 0
        self._not_before_s = self._check_at_s = self._resend_at_s = 0.0

    def want(self, rows: Sequence[Row | None]) -> None:
        """Take what it should show; rows that are not named are dark."""
        padded = [*rows, *[None] * self.bar.rows][: self.bar.rows]
        self._wanted = dict(enumerate(padded))  # whole at once: another thread may be reading

    def want_nothing(self) -> None:
        """Leave it as it is from now on."""
        self._wanted = {}

    @property
    def says_all(self) -> bool:
        """Whether it shows what it should, as far as it can be made to."""
        return not self.confirmed or not self._news()

    @property
    def due_s(self) -> float:
        """When it is to be tended next."""
        if not self.up or self._news():
            return self._not_before_s
        return max(self._not_before_s, min(self._check_at_s, self._resend_at_s))

    def tend(self, line: Transport, now_s: float) -> None:
        """Do what is due. Raises as `Bar` does, `Troubled` left out; that is in `troubles` then."""
        try:
            if not self.up:
                self._greet(line, now_s)
            elif rows := self._news():
                self._write(line, rows, now_s)
            elif now_s >= self._resend_at_s:
                self._stands, self._refused = {}, {}
                self._resend_at_s = now_s + self.bar.resend_s
            else:
                self._check(line, now_s)
        except Troubled as trouble:
            self.troubles[trouble.kind] = str(trouble)

    def begin(self) -> None:
        """The line is open: greet it at once."""
        self.up = self.confirmed = False
        self._not_before_s = 0.0

    def lost(self, now_s: float) -> None:
        """Note that it does not answer."""
        self.up = self.confirmed = False
        self.troubles = {}
        self._not_before_s = now_s + pause_s(self._settings.backoff_s, self._failures)
        self._failures += 1

    def _news(self) -> dict[int, Row | None]:
        nothing_said = object()
        wanted = {
            n: None if row is not None and self._refused.get(n) == row else row
            for n, row in self._wanted.items()
        }
        return {n: row for n, row in wanted.items() if self._stands.get(n, nothing_said) != row}

    def _greet(self, line: Transport, now_s: float) -> None:
        try:
            self.confirmed = self.bar.greet(line)
        except Troubled as trouble:
            self.confirmed = True
            self.troubles[trouble.kind] = str(trouble)
        self.up = True
        self._forget()
        self._failures = self._busy = 0
        self._not_before_s = now_s
        self._check_at_s = now_s + self._settings.check_s
        self._resend_at_s = now_s + self.bar.resend_s

    def _write(self, line: Transport, rows: dict[int, Row | None], now_s: float) -> None:
        self._not_before_s = now_s + self._settings.refresh_s
        try:
            said = self.bar.write(line, rows, anew=self._anew)
        except Troubled as trouble:
            self.confirmed = True
            if trouble.kind is TroubleKind.BUSY:
                self._not_before_s = now_s + self._settings.busy_gap_s
                self._busy += 1
                if self._busy < self._settings.busy_tries:
                    return
            else:
                self._refused.update(rows)
                self._stands.update({n: None for n, row in rows.items() if row is None})
            raise
        self._busy = 0
        self.confirmed = True
        self._anew = False
        self._stands.update({n: rows[n] for n in said})
        wanted = self._wanted
        self._refused = {n: row for n, row in self._refused.items() if wanted.get(n) == row}
        self._check_at_s = now_s + self._settings.check_s
        if not self._refused:
            self._over(_OF_WRITING)

    def _check(self, line: Transport, now_s: float) -> None:
        self._check_at_s = now_s + self._settings.check_s
        if self.bar.shows(line, list(self._stands)):
            self._over({TroubleKind.OFF})
        else:
            self.bar.on_oddity(Oddity.FORGOT)
            self._forget()

    def _forget(self) -> None:
        self._stands, self._refused = {}, {}
        self._anew = True

    def _over(self, kinds: frozenset[TroubleKind] | set[TroubleKind]) -> None:
        self.troubles = {k: why for k, why in self.troubles.items() if k not in kinds}
