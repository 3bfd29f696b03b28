"""What a window serves."""

from dataclasses import dataclass

from caller.core.screens.frame import Frame
from contract.ids import GroupId


@dataclass(frozen=True, kw_only=True)
class ServedGroup:
    group_id: GroupId
    name: str
    weight: int
    marked: bool


@dataclass(frozen=True, kw_only=True)
class Services:
    """What a window serves, in its order, to be changed."""

    frame: Frame
    subject: str
    title: str
    who: str
    served: tuple[ServedGroup, ...]
    changed: bool
    possible: bool
    """It can be applied as it stands."""
