"""Who is told of a message: the handlers of the topic filters that its topic matches."""

from collections.abc import Callable
from typing import Final, TypeAlias

import structlog
from paho.mqtt.client import topic_matches_sub

from messaging.link import Incoming

log = structlog.get_logger("messaging")

Handler: TypeAlias = Callable[[Incoming], None]

TOPICS_KNOWN_MAX: Final = 20_000


class Handlers:
    """Topic filters and their handlers, in order."""

    def __init__(self) -> None:
        self._by_filter: dict[str, Handler] = {}
        self._by_topic: dict[str, list[Handler]] = {}
        """Found once: to look through the filters costs as much as all the rest of a message."""

    @property
    def filters(self) -> list[str]:
        """What is to be subscribed to."""
        return list(self._by_filter)

    def add(self, topic_filter: str, handler: Handler) -> None:
        """Have `handler` called for what comes on `topic_filter`."""
        self._by_filter[topic_filter] = handler
        self._by_topic.clear()

    def call(self, incoming: Incoming) -> None:
        """Hand a message over. A handler's fault costs one message, not the connection."""
        for handler in self._of(incoming.topic):
            try:
                handler(incoming)
            except Exception:
                log.exception("message.handler_failed", topic=incoming.topic)

    def _of(self, topic: str) -> list[Handler]:
        found = self._by_topic.get(topic)
        if found is None:
            if len(self._by_topic) >= TOPICS_KNOWN_MAX:
                self._by_topic.clear()
            those = self._by_filter.items()
            found = [handler for each, handler in those if topic_matches_sub(each, topic)]
            self._by_topic[topic] = found
        return found
