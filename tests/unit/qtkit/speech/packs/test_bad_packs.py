"""Packs from somebody who means no good, or from a program that writes something else."""

import os
import struct
import wave
import zipfile
from pathlib import Path

import pytest

from qtkit.speech.packs import BadPack, Pack
from qtkit.speech.packs.files import CLIP_MAX_BYTES, check_name
from tests.helpers.packs import pack_of

MANIFEST = 'format = 1\nlanguage = "zh"\nvoice = "v"\nlicence = "l"\nrate_hz = 22050\n[words]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return pack_of(tmp_path / "pack")


def as_zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("pack.toml", MANIFEST)
        for name, data in files.items():
            file.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name",
    ["../a.wav", "/etc/passwd", "a/../../b.wav", "C:/a.wav", "a\\b.wav", "a//b.wav", "", "./a.wav",
     "a/..", "a\0.wav"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadPack, match="is no name of a file"):
        check_name(name)


def test_a_manifest_that_leads_out_is_refused(folder: Path) -> None:
    (folder.parent / "secret.wav").write_bytes((folder / "digits" / "0.wav").read_bytes())
    manifest = folder / "pack.toml"
    manifest.write_text(manifest.read_text() + '"x" = "../secret.wav"\n')

    with pytest.raises(BadPack, match="is no name of a file"):
        Pack.open(folder)


def test_a_zip_that_leads_out_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", **{"../../evil.wav": b"x"})

    with pytest.raises(BadPack, match="is no name of a file"):
        Pack.open(path)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    outside = folder.parent / "outside.wav"
    (folder / "digits" / "0.wav").rename(outside)
    (folder / "digits" / "0.wav").symlink_to(outside)

    with pytest.raises(BadPack, match="leads out of the pack"):
        Pack.open(folder).sound("digits/0.wav")


def test_a_pipe_is_no_clip_and_nobody_waits_for_it(folder: Path) -> None:
    (folder / "digits" / "0.wav").unlink()
    os.mkfifo(folder / "digits" / "0.wav")

    with pytest.raises(BadPack, match="leads out of the pack"):
        Pack.open(folder).sound("digits/0.wav")


def test_a_giant_clip_is_not_read(folder: Path) -> None:
    with (folder / "digits" / "0.wav").open("r+b") as file:
        file.truncate(CLIP_MAX_BYTES + 1)

    with pytest.raises(BadPack, match=r"more than 3 MB"):
        Pack.open(folder).sound("digits/0.wav")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", **{"digits/0.wav": bytes(40_000_000)})
    assert path.stat().st_size < 100_000

    with pytest.raises(BadPack, match=r"more than 3 MB"):
        Pack.open(path).sound("digits/0.wav")


def test_a_zip_that_lies_about_sizes_is_not_believed(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", **{"digits/0.wav": bytes(40_000_000)})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 40_000_000), b"\x10\0\0\0"))

    with pytest.raises(BadPack):
        Pack.open(path).sound("digits/0.wav")


def test_a_pack_of_thousands_of_files_is_none(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", **{f"digits/{each}.wav": b"" for each in range(3_001)})

    with pytest.raises(BadPack, match="more than 3000 files"):
        Pack.open(path)


def test_an_encrypted_or_torn_zip_is_told(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "a.zip", **{"digits/0.wav": b"x" * 1000})
    data = bytearray(path.read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(header) + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(BadPack, match="cannot be unpacked"):
        Pack.open(path).sound("digits/0.wav")

    path.write_bytes(path.read_bytes()[:100])

    with pytest.raises(BadPack, match="neither a folder nor a zip"):
        Pack.open(path)


def test_what_is_not_there_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="cannot be read: No such file"):
        Pack.open(tmp_path / "nowhere")
    with pytest.raises(BadPack, match=r"has no pack\.toml"):
        Pack.open(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"\xff\xfe", "no TOML"),
        (b"format = ", "no TOML"),
        (b"format = 1", "language: Field required"),
        (MANIFEST.replace("1", "2", 1).encode(), "format"),
        (MANIFEST.replace("zh", "fr").encode(), "language"),
        (MANIFEST.replace("22050", "999999").encode(), "rate_hz"),
        (MANIFEST.replace("[words]", "colour = 1\n[words]").encode(), "colour"),
        (b"#" * 300_000, "more than 0.2 MB"),
    ],
)
def test_a_manifest_with_a_mistake_names_it(tmp_path: Path, text: bytes, why: str) -> None:
    (tmp_path / "pack.toml").write_bytes(text)

    with pytest.raises(BadPack, match=why):
        Pack.open(tmp_path)


@pytest.mark.parametrize("kind", ["float", "24 bits", "8 bits", "six channels", "1 Hz", "empty"])
def test_a_clip_that_is_not_plain_pcm_is_refused(folder: Path, kind: str) -> None:
    path = folder / "digits" / "0.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(6 if kind == "six channels" else 1)
        file.setsampwidth({"24 bits": 3, "8 bits": 1}.get(kind, 2))
        file.setframerate(1 if kind == "1 Hz" else 22_050)
        file.writeframes(bytes(12_000))
    if kind == "float":
        path.write_bytes(
            path.read_bytes().replace(b"fmt \x10\0\0\0\x01\0", b"fmt \x10\0\0\0\x03\0")
        )
    if kind == "empty":
        path.write_bytes(b"")

    with pytest.raises(BadPack, match=r"digits/0\.wav"):
        Pack.open(folder).sound("digits/0.wav")
