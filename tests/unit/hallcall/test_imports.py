"""What each command loads: a panel on Windows must not need what only Linux has."""

import subprocess
import sys
from pathlib import Path

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


def test_a_coordinator_starts_without_what_only_other_programs_and_halls_need(
    tmp_path: Path,
) -> None:
    start = ["coordinator", "--hall", "halls/xicheng.toml"]
    nowhere = f"sqlite:///{tmp_path}/nowhere/hall.db"

    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hallcall", *start, "--database", nowhere],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert {"coordinator.running", "structlog.dev", "holidays.registry"} <= loaded
    assert not loaded & {
        "rich.console",
        "pygments",
        "holidays.countries.germany",
        "PySide6",
        "simulation",
    }
    assert not loaded & {"alembic", "psycopg", "sqlalchemy.dialects.postgresql.base"}
