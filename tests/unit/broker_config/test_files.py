"""The broker's files: what they say, who may read them, what a second run keeps."""

import stat
from base64 import b64decode
from pathlib import Path

import pytest

from broker_config import BrokerError, BrokerFiles, generate
from broker_config.passwords import password_hash
from contract.ids import DeviceId
from tests.helpers.halls import shipped_hall, small_hall

PANEL = DeviceId("panel-1")


def settings(files: BrokerFiles) -> list[str]:
    lines = files.configuration.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_configuration_is_fast_closed_and_local(tmp_path: Path) -> None:
    files = generate(small_hall(), port=18830, directory=tmp_path)
    lines = settings(files)
    assert "listener 18830 127.0.0.1" in lines
    assert "set_tcp_nodelay true" in lines
    assert "allow_anonymous false" in lines
    assert f"password_file {files.passwords}" in lines
    assert f"acl_file {files.access_list}" in lines
    assert files.url == "mqtt://127.0.0.1:18830"


@pytest.mark.parametrize(
    ("persistence", "line"), [(True, "persistence true"), (False, "persistence false")]
)
def test_persistence_is_a_choice(tmp_path: Path, *, persistence: bool, line: str) -> None:
    files = generate(small_hall(), port=1883, directory=tmp_path, persistence=persistence)
    assert line in settings(files)


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    files = generate(small_hall(), port=1883, directory=tmp_path / "broker")
    for path in (files.configuration, files.access_list, files.passwords, *files.secrets.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for path in (files.directory, files.secrets):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path


def test_no_password_stands_in_the_broker_s_own_files(tmp_path: Path) -> None:
    files = generate(small_hall(), port=1883, directory=tmp_path)
    password = files.password_file(PANEL).read_text().strip()
    assert len(password) == 32
    for path in (files.configuration, files.access_list, files.passwords):
        assert password not in path.read_text()


def test_passwords_differ_and_are_kept_until_rotated(tmp_path: Path) -> None:
    def passwords() -> dict[str, str]:
        return {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}

    generate(small_hall(), port=1883, directory=tmp_path)
    first = passwords()
    assert len(set(first.values())) == len(first) == 7
    generate(small_hall(), port=1884, directory=tmp_path)
    assert passwords() == first
    generate(small_hall(), port=1884, directory=tmp_path, rotate=True)
    assert not set(passwords().values()) & set(first.values())


def test_an_emptied_password_file_gets_a_new_password(tmp_path: Path) -> None:
    files = generate(small_hall(), port=1883, directory=tmp_path)
    files.password_file(PANEL).write_text("\n")
    generate(small_hall(), port=1883, directory=tmp_path)
    assert len(files.password_file(PANEL).read_text().strip()) == 32


def test_a_device_that_left_the_hall_has_no_account_any_more(tmp_path: Path) -> None:
    generate(shipped_hall("street"), port=1883, directory=tmp_path)
    files = generate(small_hall(), port=1883, directory=tmp_path)
    users = {line.split(":")[0] for line in files.passwords.read_text().splitlines()}
    assert users == {"coordinator", "observer", "web", "office", "k1", "panel-1", "board"}


def test_a_folder_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BrokerError, match="cannot write the broker's files"):
        generate(small_hall(), port=1883, directory=tmp_path / "file" / "broker")


def test_a_hash_is_the_one_mosquitto_passwd_makes() -> None:
    """The vector was made by mosquitto_passwd 2.0.11."""
    salt, digest = (
        "iu37tfpZKrBKB3xB",
        (
            "Ld+9hTEgc5/gh1B0gaeRHLA4gnXpyFw8MB/Z1nJICegFzLUGL0tereR0iqjxxJimfa8CEYXdk/IkwW0z6kQfXg=="
        ),
    )
    assert password_hash("example", b64decode(salt)) == f"$7$101${salt}${digest}"
