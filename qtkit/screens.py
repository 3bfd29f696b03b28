"""The screens of this machine: what they are called, and which one a window goes to."""

from PySide6.QtGui import QGuiApplication, QScreen


class NoSuchScreen(RuntimeError):
    """The screen that was asked for is not there. The text names those that are."""


def screens() -> list[QScreen]:
    """Return all screens, from left to right; a technician counts them so, from 1."""
    found = QGuiApplication.screens()
    return sorted(found, key=lambda screen: (screen.geometry().x(), screen.geometry().y()))


def screen_called(wanted: str) -> QScreen:
    """Return the screen with this name, or with this number.

    Raises:
        NoSuchScreen: there is none.
    """
    there = screens()
    by_name = {screen.name(): screen for screen in there}
    by_number = {str(number): screen for number, screen in enumerate(there, start=1)}
    found = by_name.get(wanted) or by_number.get(wanted)
    if found is None:
        known = ", ".join(f"{number} ({screen.name()})" for number, screen in by_number.items())
        raise NoSuchScreen(f'there is no screen "{wanted}" here, only {known or "none at all"}')
    return found
