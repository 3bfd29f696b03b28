"""Who may speak to the broker: one account for each device of the hall file, and what it may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from contract import topics
from contract.hall import HallFile
from contract.ids import (
    COORDINATOR_DEVICE,
    OBSERVER_DEVICE,
    OFFICE_DEVICE,
    WEB_DEVICE,
    DeviceId,
    HallId,
    WindowId,
)
from contract.topics import Role, Topic

Right: TypeAlias = tuple[Literal["read", "write"], str]
"""What may be done, and to which topic; "+" stands for any one level."""


@dataclass(frozen=True)
class Account:
    """A user name at the broker, which is the id of the device."""

    device_id: DeviceId
    role: Role
    window_id: WindowId | None = None
    """The window a caller panel belongs to."""


def accounts_of(hall: HallFile) -> tuple[Account, ...]:
    """Return the accounts of `hall`: those every hall has, then its devices."""
    return (
        Account(COORDINATOR_DEVICE, Role.COORDINATOR),
        Account(OBSERVER_DEVICE, Role.OBSERVER),
        Account(WEB_DEVICE, Role.WEB),
        Account(OFFICE_DEVICE, Role.OFFICE),
        *(Account(kiosk.id, Role.KIOSK) for kiosk in hall.kiosk),
        *(Account(caller.id, Role.CALLER, caller.window) for caller in hall.caller),
        *(Account(display.id, Role.DISPLAY) for display in hall.display),
        *(Account(bar.id, Role.DISPLAY) for bar in hall.bar),
    )


def rights_of(account: Account, hall_id: HallId) -> Iterator[Right]:
    """Yield what `account` may do. What is not listed is forbidden."""
    for topic in topics.ALL:
        if account.role in topic.writers:
            yield from (("write", path) for path in _writable(topic, account, hall_id))
        if account.role in topic.readers:
            yield "read", topic.of(hall_id, **_own_levels(topic, account))


def _writable(topic: Topic, account: Account, hall_id: HallId) -> Iterator[str]:
    own = _own_levels(topic, account)
    if topic is not topics.COMMAND:
        yield topic.of(hall_id, **own)
        return
    for kind in sorted(topics.COMMANDS_OF_ROLE[account.role]):
        yield topic.of(hall_id, kind=kind, **own)


def _own_levels(topic: Topic, account: Account) -> dict[str, str]:
    if account.role not in topic.own:
        return {}
    own: dict[str, str] = {"device": account.device_id}
    if account.window_id is not None:
        own["window"] = account.window_id
    return own
