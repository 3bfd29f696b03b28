"""A program that is called, answers and fails as piper does, and needs no model."""

from pathlib import Path
from typing import Final

from tests.helpers.speech import program

RATE_HZ: Final = 16_000
"""Of piper's small voices; the larger ones have 22050."""

_BODY: Final = """\
import argparse, os, pathlib, sys, time, wave

parser = argparse.ArgumentParser(prog="piper")
parser.add_argument("-m", "--model", required=True)
parser.add_argument("-c", "--config")
parser.add_argument("-f", "--output_file", "--output-file")
parser.add_argument("--output-raw", "--output_raw", action="store_true")
parser.add_argument("--sentence-silence", "--sentence_silence", type=float, default=0.0)
args, more = parser.parse_known_args()
mode = os.environ.get("FAKE_PIPER", "")
with open(pathlib.Path(__file__).with_name("piper.log"), "a", encoding="utf-8") as log:
    lines = sys.stdin.buffer.read().decode().splitlines()
    text = " ".join(more) or " ".join(line.strip() for line in lines)
    print(pathlib.Path(args.model).name, text, file=log)
print("[2026-11-29 09:00:00.000] [piper] [info] Loaded voice in 0.4 second(s)", file=sys.stderr)
if not pathlib.Path(args.model + ".json").exists():
    raise ValueError(f"Unable to find voice: {args.model}")
if mode == "hangs":
    caller = os.getppid()
    while os.getppid() == caller:  # whoever gives it up may be killed, and must not leave it behind
        time.sleep(0.1)
if mode == "fails":
    sys.exit("Ort::Exception: Load model failed: Protobuf parsing failed.")
if mode == "silent":
    sys.exit(0)
with wave.open(args.output_file, "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(RATE)
    quiet = bytes(RATE)
    for _ in range(len(text)):
        file.writeframes((b"\\x84\\x03" * 20 + b"\\x7c\\xfc" * 20) * 40)
    file.writeframes(quiet)
print(args.output_file)
"""


def fake_piper(directory: Path) -> Path:
    """Write the program `piper` into a folder of its own, and return the folder, for PATH."""
    folder = directory / "bin"
    folder.mkdir()
    program(folder, "piper", _BODY.replace("RATE", str(RATE_HZ)))
    return folder


def voice_file(directory: Path, name: str = "zh_CN-huayan-x_low.onnx") -> Path:
    """Write what looks like a voice of piper's: a model, and its settings beside it."""
    path = directory / name
    path.write_bytes(b"onnx")
    Path(f"{path}.json").write_text('{"audio": {"sample_rate": 16000}}')
    return path


def spoken(folder: Path) -> list[str]:
    """Return what the program was asked to say, each after its voice."""
    return (folder / "piper.log").read_text(encoding="utf-8").splitlines()
