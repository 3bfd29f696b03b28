"""A message as broker and network know it: a topic, bytes, and MQTT's properties."""

from typing import Any, Final

from contract.messages.base import decode
from contract.topics import Topic
from messaging import Incoming


class Message:
    """One publication. What it says is read once, however many receive it."""

    __slots__ = ("_read", "correlation", "expires_at_ms", "payload", "retain", "topic")

    def __init__(
        self,
        topic: str,
        payload: bytes,
        *,
        retain: bool = False,
        expires_at_ms: int | None = None,
        correlation: bytes | None = None,
    ) -> None:
        self.topic: Final = topic
        self.payload: Final = payload
        self.retain: Final = retain
        self.expires_at_ms: Final = expires_at_ms
        """In true time; None if it keeps."""
        self.correlation: Final = correlation
        self._read: Any = None

    def read(self, family: Topic) -> Any:
        """Return what it says. Raises `MalformedMessage`."""
        if self._read is None:
            self._read = decode(self.payload, family.payload)
        return self._read

    def incoming(self) -> Incoming:
        """Return it as a connection hands it to a program."""
        return Incoming(self.topic, self.payload, correlation=self.correlation)

    def has_expired(self, now_ms: int) -> bool:
        """Tell whether the broker may pass it on no more."""
        return self.expires_at_ms is not None and now_ms >= self.expires_at_ms
