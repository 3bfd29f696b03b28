"""A model of the MQTT 5 broker, as Mosquitto behaves: sessions, retained topics, wills, expiry."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Final, Protocol

from simulation.world.agenda import Agenda
from simulation.world.message import Message


class Wire(Protocol):
    """The broker's end of a connection."""

    def hang_up(self) -> None: ...


class Sender(Protocol):
    """Carries messages from the broker to clients."""

    def send_down(self, wires: Iterable[Any], message: Message) -> None: ...


@dataclass(eq=False)
class Session:
    """What the broker remembers of a client."""

    client_id: str
    keeps: bool
    """It outlives its connections, and what comes meanwhile waits."""
    wire: Wire | None = None
    will: Message | None = None
    filters: list[str] = field(default_factory=list)
    waiting: deque[Message] = field(default_factory=deque)
    unacknowledged: deque[Message] = field(default_factory=deque)


class Broker:
    """Routes messages. It knows nothing of halls."""

    def __init__(self, agenda: Agenda) -> None:
        self.up = True
        self.sender: Sender
        self._agenda: Final = agenda
        self._sessions: dict[str, Session] = {}
        self._retained: dict[str, Message] = {}
        self._readers: dict[str, dict[Session, None]] = {}
        """By filter. A dict is a set that keeps its order."""
        self._wild: dict[str, list[str]] = {}
        """Which of those with a "+" fit a topic."""
        self._listening: dict[str, list[Session]] = {}
        """Who hears what comes on a topic, until somebody else does."""

    # What clients do

    def accept(self, wire: Wire, client_id: str, *, keeps: bool, will: Message) -> Session:
        """Take a connection; with `keeps` the session goes on where it was, else it is new."""
        session = self._sessions.get(client_id)
        if session is not None:
            self.lose(session)  # if it thinks that the old connection is still there
        if session is None or not (keeps and session.keeps):
            session = self._sessions[client_id] = Session(client_id, keeps)
        session.wire, session.will = wire, will
        again, session.unacknowledged = session.unacknowledged, deque()
        for message in chain(again, session.waiting):  # at least once: it may know the first ones
            self._deliver([session], message)
        session.waiting.clear()
        return session

    def subscribe(self, session: Session, filters: Iterable[str]) -> None:
        """Let a session hear what comes on these topics, and what is retained there."""
        for topic_filter in filters:
            if topic_filter not in self._readers:
                self._readers[topic_filter] = {}
                if "+" in topic_filter:
                    self._wild.clear()
            if session not in self._readers[topic_filter]:
                self._readers[topic_filter][session] = None
                self._listening.clear()
                session.filters.append(topic_filter)
            for message in self._retained_on(topic_filter):
                self._deliver([session], message)

    def publish(self, message: Message) -> None:
        """Take a message: keep it if it is to be retained, pass it on to whoever listens."""
        if message.retain:
            if message.payload:
                self._retained[message.topic] = message
            else:
                self._retained.pop(message.topic, None)
        self._deliver(self._listeners(message.topic), message)

    def acknowledge(self, session: Session) -> None:
        """The client has the oldest message that it had not acknowledged."""
        if session.unacknowledged:
            session.unacknowledged.popleft()

    def leave(self, session: Session) -> None:
        """The client says goodbye, so there is no will."""
        session.will = None
        self.lose(session)

    def lose(self, session: Session) -> None:
        """The connection is gone: the will is published; the session stays if it keeps."""
        if session.wire is None:
            return
        session.wire.hang_up()
        session.wire, will, session.will = None, session.will, None
        if not session.keeps:
            self._forget(session)
        if will is not None:
            self.publish(will)

    # What befalls it

    def fail(self, *, forgets: bool) -> None:
        """Die: all connections break, and there are no wills. With `forgets` all state is lost."""
        self.up = False
        for session in [*self._sessions.values()]:
            if session.wire is not None:
                session.wire.hang_up()
            session.wire = session.will = None
            if forgets or not session.keeps:
                self._forget(session)
        if forgets:
            self._retained.clear()

    def come_back(self) -> None:
        """Be there again."""
        self.up = True

    def _forget(self, session: Session) -> None:
        if self._sessions.get(session.client_id) is session:
            del self._sessions[session.client_id]
        for topic_filter in session.filters:
            self._readers[topic_filter].pop(session, None)
        session.filters.clear()
        self._listening.clear()

    def _deliver(self, sessions: Iterable[Session], message: Message) -> None:
        if message.has_expired(self._agenda.now_ms):
            return
        wires = []
        for session in sessions:
            if session.wire is None:
                session.waiting.append(message)
                continue
            if session.keeps:
                session.unacknowledged.append(message)
            wires.append(session.wire)
        if wires:
            self.sender.send_down(wires, message)

    def _listeners(self, topic: str) -> list[Session]:
        listeners = self._listening.get(topic)
        if listeners is None:
            if topic not in self._wild:
                wild = [each for each in self._readers if "+" in each and fits(topic, each)]
                self._wild[topic] = wild
            listeners = self._listening[topic] = [*self._readers.get(topic, ())]
            for topic_filter in self._wild[topic]:
                listeners += self._readers[topic_filter]
        return listeners

    def _retained_on(self, topic_filter: str) -> list[Message]:
        now_ms = self._agenda.now_ms
        if "+" not in topic_filter:
            message = self._retained.get(topic_filter)
            found = [] if message is None else [message]
        else:
            found = [each for topic, each in self._retained.items() if fits(topic, topic_filter)]
        return [message for message in found if not message.has_expired(now_ms)]


def fits(topic: str, topic_filter: str) -> bool:
    """Tell whether a topic is one of those that a filter names; "+" is any one level."""
    return topic == topic_filter or (
        "+" in topic_filter and _pattern(topic_filter).fullmatch(topic) is not None
    )


@cache
def _pattern(topic_filter: str) -> re.Pattern[str]:
    return re.compile("[^/]*".join(re.escape(part) for part in topic_filter.split("+")))
