"""A child whose parent has died before it was bound does not begin."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from broker_config.child import bound_to_us

pytestmark = pytest.mark.skipif(shutil.which("setpriv") is None, reason="Linux's way")


def leaves(mark: Path) -> list[str]:
    return bound_to_us([sys.executable, "-c", f"open({str(mark)!r}, 'w')"])


def test_a_child_of_ours_runs(tmp_path: Path) -> None:
    assert subprocess.run(leaves(tmp_path / "ran"), check=False).returncode == 0
    assert (tmp_path / "ran").exists()


def test_a_child_that_is_an_orphan_already_does_not(tmp_path: Path) -> None:
    command = leaves(tmp_path / "ran")
    command[command.index(str(os.getpid()))] = "1"  # of whoever it was

    assert subprocess.run(command, check=False).returncode != 0
    assert not (tmp_path / "ran").exists()
