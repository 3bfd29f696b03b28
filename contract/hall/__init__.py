"""The hall file: what a hall has, and how it is run. Typed, frozen, checked as a whole."""

from contract.hall.errors import HallFileError, HallFileInvalid
from contract.hall.model import (
    CallerPanel,
    CardReader,
    Clerk,
    Department,
    Display,
    HallFile,
    Item,
    Keypad,
    Kiosk,
    Printer,
    Priority,
    Series,
    ServiceGroup,
    Window,
    Zone,
)
from contract.hall.openings import Opening
from contract.hall.parse import parse_hall, parse_policy
from contract.hall.policy import Policy
from contract.hall.summary import summary

__all__ = [
    "CallerPanel", "CardReader", "Clerk", "Department", "Display", "HallFile", "HallFileError",
    "HallFileInvalid", "Item", "Keypad", "Kiosk", "Opening", "Policy", "Printer", "Priority",
    "Series", "ServiceGroup", "Window", "Zone", "parse_hall", "parse_policy", "summary",
]  # fmt: skip
