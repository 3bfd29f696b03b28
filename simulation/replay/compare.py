"""How long people waited then, and would have waited now: by group and class."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean, median

from contract.ids import GroupId, PriorityId, ServiceId
from simulation.replay.day import Day, Service


@dataclass(frozen=True)
class Figures:
    """Waits until the call, in milliseconds."""

    called: int
    mean_ms: float
    median_ms: float
    p90_ms: float
    longest_ms: float

    @classmethod
    def of(cls, waits_ms: Sequence[int]) -> "Figures":
        """Return the figures of these waits; all 0 if there are none."""
        ordered = sorted(waits_ms) or [0]
        p90 = ordered[ceil(0.9 * len(ordered)) - 1]
        return cls(len(waits_ms), fmean(ordered), median(ordered), p90, ordered[-1])


@dataclass(frozen=True)
class Comparison:
    """One group and class; None stands for all of them."""

    group_id: GroupId | None
    priority_id: PriorityId | None
    any_class: bool
    services: int
    recorded: Figures
    replayed: Figures


def compare(day: Day, replayed_ms: Mapping[ServiceId, int]) -> list[Comparison]:
    """Return the whole day first, then each group, and each class in it, by name."""
    return [*_comparisons(day, replayed_ms)]


def _comparisons(day: Day, replayed_ms: Mapping[ServiceId, int]) -> Iterator[Comparison]:
    classes: dict[tuple[GroupId, PriorityId | None], list[Service]] = defaultdict(list)
    groups: dict[GroupId, list[Service]] = defaultdict(list)
    for service in day.services:
        classes[service.group_id, service.priority_id].append(service)
        groups[service.group_id].append(service)
    yield _comparison(None, None, day.services, replayed_ms, any_class=True)
    for group_id in sorted(groups):
        yield _comparison(group_id, None, groups[group_id], replayed_ms, any_class=True)
        mine = sorted((key for key in classes if key[0] == group_id), key=lambda key: key[1] or "")
        for key in mine:
            yield _comparison(*key, classes[key], replayed_ms, any_class=False)


def _comparison(
    group_id: GroupId | None,
    priority_id: PriorityId | None,
    services: Sequence[Service],
    replayed_ms: Mapping[ServiceId, int],
    *,
    any_class: bool,
) -> Comparison:
    then = [service.wait_ms for service in services if service.wait_ms is not None]
    now = [replayed_ms[service.id] for service in services if service.id in replayed_ms]
    return Comparison(
        group_id, priority_id, any_class, len(services), Figures.of(then), Figures.of(now)
    )
