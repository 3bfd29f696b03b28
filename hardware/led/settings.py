"""Times and bounds of LED bars. The defaults are their documents'."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LedSettings:
    reply_s: float = 2.0  # the document's time-out
    late_s: float = 1.0  # so long after it an answer is still looked for, lest the next one get it
    byte_gap_s: float = 0.2  # after a spoiled answer: who is silent so long says nothing more
    tries: int = 3
    try_gap_s: float = 0.1
    busy_tries: int = 8  # so often in a row it may be busy before somebody hears of it
    busy_gap_s: float = 0.5
    refresh_s: float = 1.0  # a card takes no more than one update a second
    check_s: float = 5.0  # how often a card is asked whether it still shows what it should
    forget_s: int = 90  # a card that hears nothing for so long takes our text away
    backoff_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0)
