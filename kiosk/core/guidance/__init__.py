"""What is spoken of each screen, and what can be chosen there by keys: one pure table.

What only one person may know (a name, digits, a code) is told by how much of it there is, unless
`private`: headphones are there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.core import screens
from kiosk.core.guidance.choices import CHOICES
from kiosk.core.guidance.facts import FACTS
from kiosk.core.guidance.notes import note
from kiosk.core.guidance.words import Choice, Part, Say, keyed
from kiosk.core.screens import Screen


@dataclass(frozen=True)
class Guidance:
    """A screen for the ear. `note` is what may change on it and must be heard then."""

    title: str
    facts: str
    note: str
    choices: tuple[Choice, ...]

    @property
    def words(self) -> str:
        return " ".join(part for part in (self.title, self.facts, self.note) if part)


def guidance(screen: Screen, say: Say, *, private: bool) -> Guidance:
    """Return what is said of a screen; of the technician's pages nothing is."""
    for kind in type(screen).__mro__:
        if kind in _TITLES:
            title = " ".join(_sentences(_TITLES[kind](screen, say)))
            break
    else:
        return Guidance("", "", "", ())
    facts = [f for k in type(screen).__mro__ if k in FACTS for f in FACTS[k](screen, say)]
    choices = [c for k in type(screen).__mro__ if k in CHOICES for c in CHOICES[k](screen, say)]
    asked = isinstance(screen, screens.VisitorPage) and screen.idle_left_s is not None
    notes = [*([say("idle.title")] if asked else []), *note(screen, say, private=private)]
    spoken_note = " ".join(_sentences(notes))
    return Guidance(title, " ".join(_sentences(facts)), spoken_note, tuple(choices))


def _sentences(parts: Any) -> Iterator[str]:
    """Each part is a sentence to the ear, also where the eye needs no full stop."""
    for part in parts:
        text = str(part).replace("\n", " ").strip()
        if text:
            yield text if text[-1] in ".!?。！？；;…" else f"{text}."


_TITLES: Final[Mapping[type, Part]] = {
    screens.Home: lambda screen, _say: iter((screen.hall,)),
    screens.Groups: keyed("groups.title"),
    screens.Search: keyed("search.title"),
    screens.Items: keyed("items.title"),
    screens.Papers: keyed("papers.title"),
    screens.Bundles: keyed("bundles.title"),
    screens.Bundle: lambda screen, _say: iter((screen.name,)),
    screens.Identify: keyed("identify.title"),
    screens.ConfirmDocument: keyed("confirm_document.title"),
    screens.MyTicket: keyed("my_ticket.title"),
    screens.CheckIn: keyed("check_in.title"),
    screens.Phone: keyed("phone.title"),
    screens.Printing: keyed("printing.title"),
    screens.ShowNumber: keyed("show_number.title"),
    screens.TakeTicket: keyed("take_ticket.title"),
    screens.PaperList: keyed("paper_list.title"),
    screens.Cancelled: lambda screen, say: iter((say("cancelled.title", number=screen.number),)),
    screens.Sorry: keyed("sorry.title"),
    screens.Help: lambda screen, say: iter((say(f"help.title.{screen.stage}"),)),
    screens.OutOfOrder: keyed("out_of_order.title"),
    screens.NoConnection: keyed("no_connection.title"),
    screens.Closed: keyed("closed.title"),
    screens.ScreenSaver: lambda screen, _say: iter((screen.notice, screen.notice_en)),
    screens.TakenOver: keyed("taken_over.title"),
}
