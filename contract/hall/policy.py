"""`[policy]`: how the hall decides."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from contract.hall.entry import Entry, whole
from contract.ids import PriorityId

Order: TypeAlias = Literal["strict", "first_come", "accumulating", "alternating"]
Rate: TypeAlias = Annotated[float, Field(ge=1, le=20, strict=True)]

PARAMETERS: Final[Mapping[str, Order]] = {"rates": "accumulating", "priority_run": "alternating"}
"""Keys that one order alone reads: beside another order they are a mistake."""


class Policy(Entry):
    """How the hall decides. The first five keys say who is called next."""

    order: Order = "strict"
    """Who is called next of those who wait for a window:

    "strict": the priority class decides, then age; whoever has waited `longest_wait_s` goes first.
    "first_come": age alone.
    "accumulating": each class gathers priority at its own rate while it waits; the most goes first.
    "alternating": `priority_run` calls of any priority class, then one of none.
    """
    longest_wait_s: Annotated[int, whole(60, 24 * 3600)] = 1800
    """With "strict": whoever has waited so long goes before every priority class."""
    rates: Mapping[PriorityId, Rate] = {}
    """With "accumulating": so many times as fast does a class gather; 1 if not named here."""
    priority_run: Annotated[int, whole(1, 20)] = 2
    """With "alternating": so many priority calls of a window, then an ordinary one."""
    appointment_run: Annotated[int, whole(1, 20)] = 2
    """With any order: of those whose time has come so many appointments, then one walk-in."""
    target_wait_s: Annotated[int, whole(60, 24 * 3600)] = 900
    """So long a ticket waits for the one window or clerk it was sent to; then its group's other
    windows may call it, too."""
    recalls_max: Annotated[int, whole(0, 20)] = 3
    paper_overdue_s: Annotated[int, Field(ge=1, le=600)] = 20
    """A ticket is called once its paper is known to be out, or else so long after its issue."""
    call_expires_s: Annotated[int, whole(5, 600)] = 60
    """A call not spoken by then is not spoken any more."""
    rating_s: Annotated[int, whole(5, 600)] = 30
    """So long after the service the citizen may rate it."""


class PolicyFile(Entry):
    """A file of its own for another policy, to try it on a day that was recorded."""

    policy: Policy
