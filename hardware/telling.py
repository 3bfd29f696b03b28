"""How a driver tells its listener, whose mistake must not end the driver."""

from collections.abc import Callable
from typing import TypeVar

import structlog

log = structlog.get_logger("device")

E = TypeVar("E")


def tell(source: str, event: E, on_event: Callable[[E], None], *, of_people: bool = False) -> None:
    """Log `event`, whose repr shows nothing of a person, and hand it over.

    Args:
        of_people: a listener that fails may hold somebody's card or code, and so may its message
            and traceback: only the error's type is logged.
    """
    log.info("device.told", device=source, told=repr(event))
    try:
        on_event(event)
    except Exception as error:
        if of_people:
            log.warning("device.listener_failed", device=source, error=type(error).__name__)
        else:
            log.exception("device.listener_failed", device=source)
