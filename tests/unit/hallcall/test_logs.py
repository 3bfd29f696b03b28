"""The log, where there is no room for it."""

import io
import logging
from pathlib import Path

import pytest
import structlog

from hallcall.logs import LossyStream, OfLibraries


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_that_cannot_be_written_is_lost_and_nothing_else() -> None:
    stream = Path("/dev/full").open("w")  # noqa: SIM115 - closing it fails, as it should
    log = LossyStream(stream)

    print("journal.unavailable", file=log, flush=True)

    with pytest.raises(OSError, match="No space left"):
        stream.flush()
    with pytest.raises(OSError, match="No space left"):
        stream.close()


def test_what_a_library_warns_of_is_a_line_like_all_others() -> None:
    record = logging.LogRecord(
        "psycopg", logging.WARNING, "", 0, "%s is lost\nDETAIL: (欧阳)", ("it",), None
    )

    with structlog.testing.capture_logs() as lines:
        OfLibraries(logging.WARNING).handle(record)

    [line] = lines
    assert (line["event"], line["library"], line["says"]) == (
        "library.warns",
        "psycopg",
        "it is lost",
    )


def test_a_log_whose_stream_is_closed_ends_no_thread() -> None:
    stream = io.StringIO()
    log = LossyStream(stream)
    stream.close()

    print("line.changed", file=log, flush=True)
