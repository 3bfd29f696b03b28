"""What was seen from outside while the hall was under attack, with the time of each."""

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from contract.hall import HallFile
from contract.ids import DeviceId
from messaging.clock import now_ms
from simulation.chaos.packets import Publish, PublishReader
from simulation.chaos.place import COORDINATOR

KEPT: Final = ("command", "answer", "event", "call")
"""Which messages the judge wants, by the first level of their topic."""


class Said(NamedTuple):
    """A program published something."""

    at_ms: int
    device_id: DeviceId
    publish: Publish


class Paper(NamedTuple):
    """A paper came out of a printer."""

    at_ms: int
    kiosk_id: DeviceId
    ticket_id: str
    number: str


class Heard(NamedTuple):
    """The loudspeaker of a display was given a call to play."""

    at_ms: int
    display_id: DeviceId
    name: str


class Struck(NamedTuple):
    """A fault began, and when it ended."""

    at_ms: int
    kind: str
    target: str
    until_ms: int


@dataclass
class Evidence:
    """Collects. For the thread of the running loop."""

    hall: HallFile
    said: list[Said] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    on_said: list[Callable[[Said], object]] = field(default_factory=list)
    """Who wants to know at once."""

    def tap(self, device_id: DeviceId) -> Callable[[bytes], None]:
        """Return what takes the bytes of one connection of a device to the broker."""
        reader = PublishReader()

        def take(data: bytes) -> None:
            at_ms = now_ms()
            for publish in reader.feed(data):
                if self._is_kept(publish.topic):
                    said = Said(at_ms, device_id, publish)
                    self.said.append(said)
                    for tell in tuple(self.on_said):
                        tell(said)

        return take

    def paper(self, kiosk_id: DeviceId, ticket_id: str, number: str) -> None:
        """A paper is in somebody's hand."""
        self.papers.append(Paper(now_ms(), kiosk_id, ticket_id, number))

    def back_after_s(self) -> list[float]:
        """Return how long there was no answer after each kill of the coordinator at work."""
        spoken = [said for said in self.said if said.device_id.startswith(COORDINATOR)]
        spoken_ms = [said.at_ms for said in spoken]
        waits: list[float] = []
        for struck in self.struck:
            place = bisect_right(spoken_ms, struck.until_ms)
            if (
                place
                and struck.kind.startswith("kill.")
                and spoken[place - 1].device_id == struck.target
            ):
                answers = (s.at_ms for s in spoken[place:] if "/answer/" in s.publish.topic)
                waits += [(at_ms - struck.until_ms) / 1000 for at_ms in islice(answers, 1)]
        return sorted(waits)

    def write(self, path: Path) -> None:
        """Write all of it down, in order of time, one JSON object a line."""
        lines = [
            *({"at_ms": s.at_ms, "what": "said", "by": s.device_id, "topic": s.publish.topic,
               "payload": s.publish.payload.decode(errors="replace")} for s in self.said),
            *({"what": "paper", **paper._asdict()} for paper in self.papers),
            *({"what": "spoken", **heard._asdict()} for heard in self.heard),
            *({"what": "fault", **struck._asdict()} for struck in self.struck),
        ]  # fmt: skip
        lines.sort(key=lambda line: int(str(line["at_ms"])))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")

    def _is_kept(self, topic: str) -> bool:
        root, version, hall_id, first, *_ = (*topic.split("/"), "", "", "", "")
        return (root, version, hall_id) == (
            "hallcall", "v1", self.hall.hall.id
        ) and first in KEPT  # fmt: skip
