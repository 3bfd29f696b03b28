"""What makes a start short: a hall waits for its coordinator after each power cut."""

import gc
import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from what is loaded here: all of it stays.

    It would go through all of it again and again, for a seventh of a start's time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if threading.active_count() == 1:  # in another thread's collection, this would be a fault
            gc.freeze()
        if collects:
            gc.enable()


def structlog_without_rich() -> None:
    """Load structlog as if there were no rich, which it loads for tracebacks that we do not want.

    They show the values of all variables, a visitor's among them, and cost a start a tenth.
    """
    modules: dict[str, Any] = sys.modules
    if "rich" in modules:
        return
    modules["rich"] = None  # as the import system writes down: not to be found
    try:
        importlib.import_module("structlog")
    finally:
        del modules["rich"]
