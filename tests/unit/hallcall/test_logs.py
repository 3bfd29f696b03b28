"""The log, where there is no room for it."""

import io
from pathlib import Path

import pytest

from hallcall.logs import LossyStream


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_that_cannot_be_written_is_lost_and_nothing_else() -> None:
    stream = Path("/dev/full").open("w")  # noqa: SIM115 - closing it fails, as it should
    log = LossyStream(stream)

    print("journal.unavailable", file=log, flush=True)

    with pytest.raises(OSError, match="No space left"):
        stream.flush()
    with pytest.raises(OSError, match="No space left"):
        stream.close()


def test_a_log_whose_stream_is_closed_ends_no_thread() -> None:
    stream = io.StringIO()
    log = LossyStream(stream)
    stream.close()

    print("line.changed", file=log, flush=True)
