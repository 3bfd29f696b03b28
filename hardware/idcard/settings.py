"""What may differ between makers of card readers."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CardReaderSettings:
    """Times after the readers' documents; a reader that is slower needs its own."""

    bauds: tuple[int, ...] = (115_200, 57_600, 38_400, 19_200, 9_600)  # tried in this order
    set_baud: bool = False
    """A reader found at another speed is set to the first of them."""
    poll_s: float = 0.4
    heartbeat_s: float = 5.0  # while nobody wants a card
    reply_timeout_s: float = 0.5
    read_timeout_s: float = 3.0  # reading takes the reader up to 1.5 s
    byte_gap_s: float = 0.2  # a longer silence ends a reply
    failures_max: int = 3  # so many wrong or missing replies in a row: the reader is gone
    same_card_s: float = 3.0  # so long after it was last seen, a card is still the same visit
    backoff_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0)
