"""Many threads' news for one, with ticks in between."""

import threading
from collections import deque

from messaging.inbox import Inbox


def test_news_come_in_their_order() -> None:
    inbox: Inbox[int] = Inbox()
    taken: list[int] = []
    sender = threading.Thread(target=lambda: deque(map(inbox.put, range(100))))
    sender.start()

    inbox.serve(lambda: len(taken) == 100, taken.append, lambda: None)

    assert taken == list(range(100))


def test_a_flood_of_news_keeps_no_tick_back() -> None:
    inbox: Inbox[int] = Inbox()
    inbox.put(0)
    ticks: list[None] = []

    def flood(_: int) -> None:
        inbox.put(0)

    inbox.serve(lambda: len(ticks) == 3, flood, lambda: ticks.append(None))

    assert len(ticks) == 3
