"""An alarm that stands."""

from dataclasses import dataclass

from contract.ids import AlarmId, AlarmKind, ClerkId, EpochMs


@dataclass(slots=True, kw_only=True)
class Alarm:
    """Only `evolve` changes it."""

    id: AlarmId
    kind: AlarmKind
    subject: str
    """The id of what it is about: a group, a window, a device or a service."""
    value: int
    """What was measured when it was raised: seconds or people; 1 where nothing is measured."""
    raised_at_ms: EpochMs
    acknowledged_by: ClerkId | None = None
    acknowledged_at_ms: EpochMs | None = None
