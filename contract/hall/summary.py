"""How much a hall has, in rows for a table."""

from contract.hall.model import HallFile


def summary(hall: HallFile) -> list[tuple[str, int]]:
    """Return what the hall has of each kind, in the order of the hall file."""
    return [
        ("departments", len(hall.department)),
        ("series", len(hall.series)),
        ("service groups", len(hall.group)),
        ("service items", len(hall.item)),
        ("priority classes", len(hall.priority)),
        ("zones", len(hall.zone)),
        ("windows", sum(window.kind == "window" for window in hall.window)),
        ("back-office desks", sum(window.kind == "desk" for window in hall.window)),
        ("clerks", len(hall.clerk)),
        ("kiosks", len(hall.kiosk)),
        ("caller panels", len(hall.caller)),
        ("boards", sum(display.kind == "board" for display in hall.display)),
        ("window displays", sum(display.kind == "window" for display in hall.display)),
        ("LED bars", len(hall.bar)),
    ]
