"""The command line: exit codes, words instead of tracebacks, JSON where there is a table."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STREET = "halls/street.toml"
TRACE = "Traceback"


def hallcall(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hallcall", *words],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "coordinator",
        "kiosk",
        "caller",
        "display",
        "check",
        "doctor",
        "broker-config",
        "replay",
    ],
)
def test_every_command_has_help(command: str) -> None:
    done = hallcall(command, "--help")

    assert done.returncode == 0
    assert "Usage: hallcall" in done.stdout


def test_check_says_what_a_good_hall_has() -> None:
    done = hallcall("check", STREET, "--json")

    counts = {row["what"]: row["count"] for row in json.loads(done.stdout)}
    assert done.returncode == 0
    assert counts["windows"] == 8


def test_check_names_every_mistake_with_its_line(tmp_path: Path) -> None:
    text = Path(STREET).read_text(encoding="utf-8")
    bad = tmp_path / "bad.toml"
    bad.write_text(
        text.replace('zone = "main"', 'zone = "mian"', 1).replace(
            "[policy]", "[policy]\nspeed = 3"
        ),
        encoding="utf-8",
    )

    done = hallcall("check", str(bad))

    assert done.returncode == 1
    assert TRACE not in done.stderr
    assert 'did you mean "main"' in done.stderr
    assert "speed" in done.stderr
    assert all(line.startswith(f"{bad}:") for line in done.stderr.strip().splitlines())


def test_check_gives_mistakes_as_json_too(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[hall]\n", encoding="utf-8")

    done = hallcall("check", str(bad), "--json")

    assert done.returncode == 1
    assert {"file", "line", "where", "problem"} == set(json.loads(done.stdout)[0])


def test_a_missing_hall_file_is_said_in_one_line() -> None:
    done = hallcall("coordinator", "--hall", "nowhere.toml")

    assert done.returncode == 1
    assert (
        done.stderr.strip() == "cannot read the hall file nowhere.toml: No such file or directory"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kiosk", "--hall", STREET, "--kiosk", "k9"), "it has: k1"),
        (("caller", "--hall", STREET, "--caller", "p9"), "it has: panel-1"),
        (("coordinator", "--hall", STREET, "--broker", "127.0.0.1"), "mqtt://HOST:PORT"),
        (("coordinator", "--hall", STREET, "--broker", "mqtt://a:b@h"), "holds no password"),
        (("--log-level", "loud", "doctor"), "one of debug, info, warning, error"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_is_right(
    words: tuple[str, ...], said: str
) -> None:
    done = hallcall(*words)

    assert done.returncode == 2
    assert said in done.stderr
    assert TRACE not in done.stderr


def test_a_database_that_is_none_is_said_without_a_traceback(tmp_path: Path) -> None:
    nonsense = tmp_path / "hall.db"
    nonsense.write_bytes(b"this is not a database" * 100)

    done = hallcall("coordinator", "--hall", STREET, "--database", f"sqlite:///{nonsense}")

    assert done.returncode == 1
    assert TRACE not in done.stderr
    assert "hall.db" in done.stderr


def test_the_traceback_comes_when_asked_for(tmp_path: Path) -> None:
    done = hallcall("--traceback", "check", "nowhere.toml")

    assert TRACE in done.stderr


def test_options_come_from_the_environment_too() -> None:
    done = hallcall("check", "--json", HALLCALL_HALL=STREET)

    assert done.returncode == 0


def test_the_doctor_looks_for_the_devices_of_a_hall(tmp_path: Path) -> None:
    done = hallcall("doctor", "--hall", STREET, "--json")

    found = {row["what"]: row for row in json.loads(done.stdout)}
    assert done.returncode == 1
    assert found["printer of k1"]["state"] == "MISSING"
    assert "hallcall devices finds it" in found["printer of k1"]["what to do"]
    assert found["broker"]["state"] == "good"
    assert found["video"]["found"].startswith("PyAV ")
    assert found["Chinese font"]["state"] == "good"


def test_broker_files_are_written_for_their_owner_only(tmp_path: Path) -> None:
    done = hallcall("broker-config", str(tmp_path / "broker"), "--hall", STREET)

    assert done.returncode == 0
    secrets = list((tmp_path / "broker" / "secrets").iterdir())
    assert secrets
    assert all(file.stat().st_mode & 0o077 == 0 for file in secrets)


@pytest.mark.parametrize("database", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_journal_in_memory_is_refused(database: str) -> None:
    result = hallcall("coordinator", "--hall", STREET, "--database", database)

    assert result.returncode == 2
    assert "what is in memory is lost" in result.stderr
    assert TRACE not in result.stderr


def test_a_database_may_be_named_as_a_file_everywhere(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none" / "hall.db")

    result = hallcall("coordinator", "--hall", STREET, "--database", nowhere)

    assert result.returncode == 1
    assert "there is no folder" in result.stderr
