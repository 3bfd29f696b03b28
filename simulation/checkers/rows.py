"""The journal's rows, read anew: not by the coordinator's types, but by their fields' names."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from journal import EventRow


class Happening(msgspec.Struct, frozen=True):
    """One row. What a kind of row does not say is None."""

    kind: str
    at_ms: int
    kiosk_id: str | None = None
    ticket_id: str | None = None
    number: str | None = None
    service_id: str | None = None
    item_id: str | None = None
    group_id: str | None = None
    to_group_id: str | None = None
    to_window_id: str | None = None
    to_clerk_id: str | None = None
    back_service_id: str | None = None
    next_service_id: str | None = None
    not_before_ms: int | None = None
    held_until_ms: int | None = None
    appointed_at_ms: int | None = None
    appointment_id: str | None = None
    slot_at_ms: int | None = None
    slot_ends_ms: int | None = None
    code: str | None = None
    arrival: str | None = None
    priority_id: str | None = None
    window_id: str | None = None
    clerk_id: str | None = None
    series_id: str | None = None
    series_position: int | None = None
    rank: int | None = None
    issued_at_ms: int | None = None
    clock_bound_ms: int | None = None
    outcome: str | None = None
    reason: str | None = None
    zone_id: str | None = None
    call_seq: int | None = None
    call_count: int | None = None
    expires_at_ms: int | None = None
    rating_until_ms: int | None = None
    level: int | None = None
    source: str | None = None
    outcome_id: str | None = None
    why: str | None = None
    day: str | None = None
    paper_day: str | None = None
    given_by: str | None = None
    serves: tuple[str, ...] = ()
    weights: Mapping[str, int] = msgspec.field(default_factory=dict)
    step: Mapping[str, Any] | None = None
    more: tuple[Mapping[str, Any], ...] = ()


_HAPPENINGS: Final = msgspec.json.Decoder(Happening)


def read_row(row: EventRow) -> Happening:
    """Return what a row says."""
    return _HAPPENINGS.decode(row.body)
