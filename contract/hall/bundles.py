"""What people come for that takes several services: "open a restaurant"."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from contract.hall.entry import Entry
from contract.hall.lines import Problem, Tables
from contract.ids import ID_PATTERN, ItemId
from contract.text import Text

SERVICES_MIN: Final = 2
SERVICES_MAX: Final = 4
"""For one visit: more than these nobody keeps in mind, and a paper has to name them all."""


class Bundle(Entry):
    """One occasion. Kiosks that offer all its services show it."""

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    name: Text
    note: Text | None = None
    """What somebody should know before; shown above the services."""
    icon: Literal["ticket", "shop", "child", "house", "work", "elder"] = "ticket"
    services: tuple[ItemId, ...]
    """In the order in which they are done."""


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield the bundles that cannot be one visit; what is no item is reported elsewhere."""
    group_of = {str(row.get("id")): row.get("group") for row in tables.get("item", ())}
    ticketless = {row.get("id") for row in tables.get("group", ()) if "series" not in row}
    for index, row in enumerate(tables.get("bundle", ())):
        services = row.get("services")
        if not isinstance(services, list):
            continue
        if not SERVICES_MIN <= len(services) <= SERVICES_MAX:
            bounds = f"{SERVICES_MIN} to {SERVICES_MAX}"
            problem = f"a bundle has {bounds} services, and this has {len(services)}"
            yield ("bundle", index, "services"), problem
        for position, name in enumerate(services):
            group = group_of.get(str(name))
            if name in services[:position]:
                yield ("bundle", index, "services", position), f'"{name}" is there twice'
            elif group in ticketless and group is not None:
                problem = f'nobody takes a ticket for "{name}": its group, "{group}", has no series'
                yield ("bundle", index, "services", position), problem
