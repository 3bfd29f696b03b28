"""What stands on a ticket's paper, and how: the hall's own templates, and one for all others."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import Field

from contract.hall.entry import Entry, whole
from contract.hall.lines import Problem, Tables
from contract.ids import DeviceId, GroupId
from contract.text import Text

Show: TypeAlias = Literal[
    "logo", "hall", "number", "group", "service", "more", "papers", "appointment", "ahead", "wait",
    "windows", "offline", "text", "code", "footer", "issued", "rule", "feed",
]  # fmt: skip
"""`service` is the item, or the group where none was chosen; `more` what follows in the visit;
`offline` the mark of a number that the hall did not know yet. What a ticket does not have leaves no
line."""

_OWN_KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("text", 'what it says: text = { zh = "…", en = "…" }'),
    "file": ("logo", 'a PNG beside this file: file = "logo.png"'),
    "width_mm": ("logo", ""),
    "lines": ("feed", ""),
}
"""Keys that belong to one kind of line, and what it is without them if it needs them."""


class TicketLine(Entry):
    """One line, or a few where there is much to say. Size and bold are the first language's."""

    show: Show
    size: Annotated[int, whole(1, 8)] | None = None
    """Times 3 mm; of a code, dots of a module. Too large, it shrinks to the paper."""
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    text: Text | None = None
    file: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    width_mm: Annotated[int, whole(5, 72)] = 30
    lines: Annotated[int, whole(1, 20)] = 1


class Ticket(Entry):
    """A template. The first in the file that suits a ticket is taken."""

    groups: tuple[GroupId, ...] = ()
    """For tickets of these; left out, of all."""
    kiosks: tuple[DeviceId, ...] = ()
    """At these; left out, at all."""
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh", "en")
    line: Annotated[tuple[TicketLine, ...], Field(min_length=1, max_length=60)]

    def suits(self, kiosk_id: DeviceId, group_id: GroupId) -> bool:
        of_group = not self.groups or group_id in self.groups
        return of_group and (not self.kiosks or kiosk_id in self.kiosks)


def _middle(show: Show, size: int = 1, *, bold: bool = False) -> TicketLine:
    return TicketLine(show=show, size=size, bold=bold, align="center")


DEFAULT_TICKET: Final = Ticket(
    line=(
        _middle("hall", 2, bold=True),
        TicketLine(show="rule"),
        _middle("number", 8, bold=True),
        _middle("service", 2, bold=True),
        _middle("more"),
        TicketLine(show="rule"),
        _middle("offline"),
        TicketLine(show="appointment"),
        TicketLine(show="ahead"),
        TicketLine(show="wait"),
        TicketLine(show="windows"),
        TicketLine(show="rule"),
        TicketLine(show="code"),
        _middle("footer"),
        _middle("issued"),
        TicketLine(show="feed", lines=2),
    )
)


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield what is wrong within templates; what is no template is reported elsewhere."""
    for index, ticket in enumerate(tables.get("ticket", ())):
        rows = ticket.get("line")
        lines = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        for number, row in enumerate(lines):
            for key, problem in _misused(row):
                yield ("ticket", index, "line", number, key), problem
        if lines and not any(row.get("show") == "number" for row in lines):
            yield ("ticket", index, "line"), 'no line shows the number: show = "number" is missing'


def _misused(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    show = row.get("show")
    for key, (owner, needed) in _OWN_KEYS.items():
        if show == owner and needed and key not in row:
            yield "show", f'"{show}" needs {needed}'
        elif show != owner and key in row and isinstance(show, str):
            yield key, f'is for show = "{owner}" only'
