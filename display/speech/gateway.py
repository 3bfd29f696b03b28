"""A display without a screen: it speaks the calls of its zones, and nothing else."""

from collections.abc import Callable
from typing import TypeAlias

import structlog

from contract import topics
from display.config import DisplayConfig
from display.speech.speech import Speech, Spoken
from messaging import HallWatch, Line, LineEvent, LinkChanged, Received, Subscription
from messaging.clock import now_ms
from messaging.inbox import Inbox

log = structlog.get_logger("speech")

News: TypeAlias = LineEvent | Spoken


class VoiceGateway:
    """Speaks until it is told to end."""

    def __init__(self, config: DisplayConfig) -> None:
        self._watch = HallWatch()
        self._inbox: Inbox[News] = Inbox()
        self._speech = Speech(config, watch=self._watch, now_ms=now_ms, deliver=self._inbox.put)
        hall_id = config.hall.hall.id
        self._line = Line(
            config.broker,
            hall_id=hall_id,
            device_id=config.display_id,
            program="display",
            deliver=self._inbox.put,
            subscriptions=(
                Subscription(topics.HALL.of(hall_id), topics.HALL),
                *self._speech.subscriptions,
            ),
            credentials=config.credentials,
            asks=False,
        )

    def run(self, is_over: Callable[[], bool]) -> None:
        """Speak until `is_over`."""
        self._speech.start()
        self._line.start()
        try:
            self._inbox.serve(is_over, self._take, self._report)
        finally:
            self._line.close()
            self._speech.close()

    def _take(self, news: News) -> None:
        now = now_ms()
        match news:
            case LinkChanged(state=state, detail=detail):
                self._watch.on_link(state, detail, now)
            case Received(topic=topics.HALL, message=message):
                self._watch.on_hall(message, now)
            case Received(topic=topics.BOARD, message=message):
                self._speech.on_board(message, now)
            case Received(topic=topics.CALL, message=message):
                self._speech.on_call(message, now)
            case Spoken():
                self._speech.take(news, now)
        self._report()

    def _report(self) -> None:
        self._line.report_faults({**self._watch.faults(), **self._speech.faults})
