"""The hall file: what a hall has, and how it is run. Typed, frozen, checked as a whole."""

from contract.hall.devices import (
    Alone,
    Bar,
    CallerPanel,
    CardReader,
    Display,
    Keypad,
    Kiosk,
    Printer,
    Scanner,
    Wired,
)
from contract.hall.errors import HallFileError, HallFileInvalid
from contract.hall.look import Look, Mode
from contract.hall.model import (
    Clerk,
    Department,
    HallFile,
    Item,
    Priority,
    Series,
    ServiceGroup,
    Window,
    Zone,
)
from contract.hall.openings import Opening
from contract.hall.parse import locate, parse_hall, parse_policy
from contract.hall.policy import Policy
from contract.hall.summary import summary
from contract.hall.visits import Note, Outcome, StepKind
from contract.hall.voice import Voice
from contract.hall.wires import Wire, wires

__all__ = [
    "Alone", "Bar", "CallerPanel", "CardReader", "Clerk", "Department", "Display", "HallFile",
    "HallFileError", "HallFileInvalid", "Item", "Keypad", "Kiosk", "Look", "Mode", "Note",
    "Opening", "Outcome", "Policy", "Printer", "Priority", "Scanner", "Series", "ServiceGroup",
    "StepKind", "Voice", "Window", "Wire", "Wired", "Zone", "locate", "parse_hall", "parse_policy",
    "summary", "wires",
]  # fmt: skip
