"""How the programs log: one line an event, to standard error, as text or as JSON."""

import collections
import io
import logging
import sys
from contextlib import suppress
from typing import Final, TextIO, cast

import msgspec
import structlog

RECENT: Final[collections.deque[str]] = collections.deque(maxlen=60)
"""The last lines, for a technician who has no other way to them."""
_CANNOT_WRITE: Final = (OSError, ValueError)  # no room; closed


class OfLibraries(logging.Handler):
    """Logs what libraries warn of as one line of ours: their first, since rows may follow it."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().partition("\n")[0]
        structlog.get_logger(record.name).warning("library.warns", library=record.name, says=said)


class LossyStream(io.TextIOBase):
    """Loses what cannot be written: a disk that its own log has filled must not end a program."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if text.strip():
            RECENT.append(text.rstrip())
        with suppress(*_CANNOT_WRITE):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(*_CANNOT_WRITE):
            self._stream.flush()


def _as_json(line: object, **_options: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def set_up_logging(*, level: str, as_json: bool) -> None:
    """Send all logs to standard error from `level` on. Nothing personal is ever logged."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    renderer: structlog.typing.Processor = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        exception_formatter=structlog.dev.plain_traceback,  # the others show variables: visitors
    )
    if as_json:
        shared.append(structlog.processors.format_exc_info)
        renderer = structlog.processors.JSONRenderer(serializer=_as_json)
    logging.lastResort = OfLibraries(logging.WARNING)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", LossyStream(sys.stderr))),
    )
