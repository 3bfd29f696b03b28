"""The way out to the broker."""

import msgspec

from contract import topics
from contract.ids import DeviceId, HallId
from contract.messages.answers import AnyAnswer
from messaging import Connection


class MqttPublisher:
    """A `Publisher` over one connection. While the line is down, nothing is kept."""

    def __init__(self, connection: Connection, hall_id: HallId) -> None:
        self._connection = connection
        self._hall_id = hall_id
        self._answered = False

    def answer(self, device_id: DeviceId, answer: AnyAnswer, correlation: bytes | None) -> None:
        """Answer a device on its own topic, never on one that a message names."""
        topic = topics.ANSWER.of(self._hall_id, device=device_id)
        self._connection.publish(topic, answer, correlation=correlation)
        self._answered = True

    def retain(self, topic: str, payload: bytes) -> None:
        """Replace the retained message of a topic."""
        self._let_answers_go()
        self._connection.publish(topic, payload, retain=True)

    def tell(self, topic: str, message: msgspec.Struct, *, expires_s: float | None = None) -> None:
        """Publish news."""
        self._let_answers_go()
        self._connection.publish(topic, message, expires_s=expires_s)

    def _let_answers_go(self) -> None:
        """Keep nobody waiting for an answer while all the rest is made."""
        if self._answered:
            self._answered = False
            self._connection.flush()
