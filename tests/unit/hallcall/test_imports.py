"""What each command loads: a panel on Windows must not need what only Linux has."""

import subprocess
import sys

import pytest

LINUX_ONLY = ("pwd", "grp", "tty", "simulation", "broker_config", "journal", "sqlalchemy")


@pytest.mark.parametrize("program", ["kiosk", "caller", "display"])
def test_a_program_with_a_window_loads_nothing_of_the_server_or_of_linux(program: str) -> None:
    blocked = f"import sys; sys.modules.update(dict.fromkeys({LINUX_ONLY!r}))"
    loads = f"import hallcall.cli, hallcall.windows, {program}.config, {program}.main"

    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}; {loads}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
