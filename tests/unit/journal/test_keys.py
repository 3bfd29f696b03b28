"""What is sealed opens with its key only, and where it belongs."""

from pathlib import Path

import pytest

from journal import KeyFile, Keys, KeysInvalid, Sealed

RING = Keys({}).rotated()


def test_what_is_sealed_opens_and_shows_nothing() -> None:
    sealed = RING.seal("张*".encode(), belongs_to="t1")

    assert RING.open(sealed, belongs_to="t1") == "张*".encode()
    assert "张".encode() not in sealed.data
    assert sealed.key_id == RING.newest == "k1"
    assert RING.seal("张*".encode(), belongs_to="t1").data != sealed.data


def test_what_was_moved_or_changed_does_not_open() -> None:
    sealed = RING.seal(b"card", belongs_to="t1")
    changed = Sealed(sealed.key_id, sealed.data[:-1] + bytes([sealed.data[-1] ^ 1]))

    for wrong, place in [(sealed, "t2"), (changed, "t1"), (Sealed("k1", b""), "t1")]:
        with pytest.raises(KeysInvalid, match="does not open"):
            RING.open(wrong, belongs_to=place)


def test_a_new_key_seals_and_the_one_before_still_opens() -> None:
    second = RING.rotated()
    third = second.rotated()
    old = RING.seal(b"card", belongs_to="t1")

    assert second.seal(b"card", belongs_to="t1").key_id == "k2"
    assert second.open(old, belongs_to="t1") == b"card"
    with pytest.raises(KeysInvalid, match='"k1"'):
        third.open(old, belongs_to="t1")


def test_keys_are_read_as_they_were_written() -> None:
    ring = RING.rotated()

    again = Keys.parse(str(ring), source="x")

    assert str(again) == str(ring)
    assert again.newest == "k2"


SECRET = "c2VjcmV0"


@pytest.mark.parametrize("text", ["", "k1 = ", f'k1 = "{SECRET}"', "k1 = 7", 'k1 = "ä"', "[k1]"])
def test_what_is_no_file_of_keys_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(KeysInvalid) as raised:
        Keys.parse(text, source="data.keys")

    assert "data.keys" in str(raised.value)
    assert SECRET not in str(raised.value)


def test_a_file_of_keys_is_its_owners_alone_and_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "data.keys"
    running = KeyFile(path)
    with pytest.raises(KeysInvalid, match=r"data\.keys"):
        running.keys()

    first = KeyFile(path).rotate()
    assert running.keys().newest == first.newest == "k1"
    assert path.stat().st_mode & 0o077 == 0

    KeyFile(path).rotate()
    assert running.keys().newest == "k2"
    assert [entry.name for entry in tmp_path.iterdir()] == ["data.keys"]
