"""What people come for that takes several services."""

from dataclasses import dataclass

from contract.ids import ItemId
from kiosk.core.screens.page import Closable, Paging, VisitorPage


@dataclass(frozen=True, kw_only=True)
class BundleTile(Closable):
    """An occasion to choose; closed when none of its services is open."""

    bundle_id: str
    name: str
    icon: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Bundles(VisitorPage):
    bundles: tuple[BundleTile, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class BundleService(Closable):
    """A service of the occasion; what is closed is never `taken`."""

    item_id: ItemId
    name: str
    taken: bool


@dataclass(frozen=True, kw_only=True)
class Bundle(VisitorPage):
    """The services of an occasion, and what to bring for those that are taken, each paper once."""

    name: str
    note: str
    services: tuple[BundleService, ...]
    papers: tuple[str, ...]
