"""The disk of an attacked hall can be made full, and has room again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.chaos.disk import SmallFilesystem, WriteLimit

WRITES = """
import sys
for line in sys.stdin:
    try:
        with open(line.strip(), "ab", buffering=0) as file:
            file.write(b"x")
        print("written", flush=True)
    except OSError:
        print("full", flush=True)
"""


def test_a_writer_with_a_limit_writes_nothing_until_there_is_room(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        disk = WriteLimit(lambda: [writer.pid])
        (file := disk.folder / "file").write_bytes(b"xx")

        def try_to_write() -> str:
            assert writer.stdin is not None
            assert writer.stdout is not None
            print(file, file=writer.stdin, flush=True)
            return writer.stdout.readline().strip()

        assert try_to_write() == "written"
        disk.fill()
        assert try_to_write() == "full"
        disk.make_room()
        assert try_to_write() == "written"
        writer.send_signal(signal.SIGKILL)
        disk.remove()
        assert not disk.folder.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root mounts")
def test_a_small_filesystem_is_full_for_everybody_and_gone_afterwards() -> None:
    try:
        disk = SmallFilesystem()
    except subprocess.CalledProcessError:
        pytest.skip("this root may not mount")
    file = disk.folder / "file"
    try:
        disk.fill()
        with pytest.raises(OSError, match="No space left"):
            file.write_bytes(b"x")
        disk.make_room()
        file.write_bytes(b"x")
    finally:
        disk.remove()
    assert not disk.folder.exists()
