"""Somebody was told who a citizen is."""

from coordinator.domain.events.base import AtWindow


class VisitorUnmasked(AtWindow, frozen=True, tag="visitor_unmasked"):
    """`clerk_id` was given the whole card of who is at the window. Who that is, nothing says."""

    reason: str
