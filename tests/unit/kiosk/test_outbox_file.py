"""The outbox on a real disk: over power cuts, full, damaged, and held by one program alone."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kiosk.core.ports import StoreFailed
from kiosk.devices.outbox_file import OutboxFile


def test_a_new_file_is_empty_and_its_folder_is_made(tmp_path: Path) -> None:
    store = OutboxFile(tmp_path / "state" / "k1.outbox")

    assert store.load() == {}
    store.close()


def test_what_was_saved_is_there_again_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    store = OutboxFile(tmp_path / "k1.outbox")
    store.save({"a": b"1", "b": b"2"})
    store.save({"a": b"3", "b": None, "never": None})
    store.close()

    again = OutboxFile(tmp_path / "k1.outbox")
    assert again.load() == {"a": b"3"}
    again.close()


def test_what_save_returned_from_outlives_a_kill(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from kiosk.devices.outbox_file import OutboxFile

        store = OutboxFile(Path(sys.argv[1]))
        for count in range(1000):
            store.save({"last": str(count).encode(), f"record/{count}": b"x"})
            print(count, flush=True)
        """
    )
    file = tmp_path / "k1.outbox"
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(file)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert running.stdout is not None
    for line in running.stdout:
        if line.strip() == b"20":
            os.kill(running.pid, signal.SIGKILL)
            break
    said = [20, *map(int, running.stdout.read().split())]
    running.wait()
    running.stdout.close()

    store = OutboxFile(file)
    records = store.load()
    store.close()
    last = int(records["last"])
    assert last in (said[-1], said[-1] + 1)
    assert len(records) == last + 2


def test_a_second_program_does_not_get_the_numbers_of_the_first(tmp_path: Path) -> None:
    first, second = OutboxFile(tmp_path / "k1.outbox"), OutboxFile(tmp_path / "k1.outbox")
    first.save({"a": b"1"})

    with pytest.raises(StoreFailed, match="locked") as caught:
        second.load()

    assert not caught.value.damaged
    first.close()
    assert second.load() == {"a": b"1"}
    second.close()


@pytest.mark.parametrize(
    "garbage", [b"this is no database" * 300, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_file_that_is_no_database_is_damaged_and_left_alone(
    tmp_path: Path, garbage: bytes
) -> None:
    file = tmp_path / "k1.outbox"
    file.write_bytes(garbage)

    with pytest.raises(StoreFailed) as caught:
        OutboxFile(file).load()

    assert caught.value.damaged
    assert str(file) in str(caught.value)
    assert file.read_bytes() == garbage


def test_pages_overwritten_by_something_else_are_damage(tmp_path: Path) -> None:
    file = tmp_path / "k1.outbox"
    store = OutboxFile(file)
    store.save({f"record/{count}": b"x" * 500 for count in range(100)})
    store.close()
    content = bytearray(file.read_bytes())
    content[8192:20_000] = b"\xa5" * (20_000 - 8192)
    file.write_bytes(content)

    with pytest.raises(StoreFailed) as caught:
        OutboxFile(file).load()

    assert caught.value.damaged


def test_where_no_file_can_be_made_it_is_told_and_may_get_better(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    store = OutboxFile(tmp_path / "state" / "k1.outbox")

    with pytest.raises(StoreFailed) as caught:
        store.save({"a": b"1"})

    assert not caught.value.damaged
    (tmp_path / "state").unlink()
    store.save({"a": b"1"})
    store.close()


def test_a_full_disk_keeps_what_was_there_and_takes_more_once_there_is_room(tmp_path: Path) -> None:
    store = OutboxFile(tmp_path / "k1.outbox")
    store.save({"a": b"1"})
    connection = store._connection
    assert connection is not None
    [(pages,)] = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreFailed, match="full") as caught:
        store.save({"a": None, "b": b"x" * 100_000})

    assert not caught.value.damaged
    store.save({"c": b"3"})
    assert store.load() == {"a": b"1", "c": b"3"}
    store.close()
