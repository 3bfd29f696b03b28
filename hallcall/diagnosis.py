"""Looks at the machine, one thing after the other. Harms nothing, opens no device."""

import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

PROGRAM_TIMEOUT_S: Final = 10
DEVICE_TIMEOUT_S: Final = 2
MOSQUITTO_PLACES: Final = ("/usr/sbin", "/usr/local/sbin")
RARE_SIGNS: Final = "𠀀𡃁𤽜𪜀𫝀𫠠𬺰"
BROKEN_QT: Final = (6, 12)


class Health(Enum):
    """How a thing is."""

    GOOD = "good"
    LIMITED = "limited"
    """The hall runs, but something will not be seen or heard."""
    MISSING = "missing"


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and what to do about it."""

    what: str
    health: Health
    detail: str
    hint: str = ""


def examine_machine(*, broker_port: int) -> list[Finding]:
    """Look at everything a hall needs on one machine."""
    return [
        _python(),
        _qt(),
        _broker(),
        _port(broker_port),
        _chinese_font(),
        _rare_names(),
        _languages(),
        _voice(),
        _sound(),
        _video(),
        _screen(),
        _serial_ports(),
    ]


def examine_device(what: str, url: str) -> Finding:
    """Look whether a device's file is there, or its address answers."""
    if url.startswith("socket://"):
        parts = urlsplit(url)
        try:
            with socket.create_connection((parts.hostname, parts.port or 9100), DEVICE_TIMEOUT_S):
                return Finding(what, Health.GOOD, f"{url} answers")
        except OSError as error:
            return Finding(
                what, Health.MISSING, f"{url}: {error}", "check its cable, power and address"
            )
    path = Path(url)
    if not path.exists():
        hint = "plug it in, or correct its url in the hall file: hallcall devices finds it"
        return Finding(what, Health.MISSING, f"{url} is not there", hint)
    if not os.access(path, os.R_OK | os.W_OK):
        hint = 'add the user to the group "dialout" (serial) or "lp" (printer), then sign in again'
        return Finding(what, Health.MISSING, f"{url} may not be opened", hint)
    return Finding(what, Health.GOOD, url)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", Health.GOOD, version)


def _qt() -> Finding:
    version = importlib.metadata.version("PySide6-Essentials")
    major, minor = map(int, version.split(".")[:2])
    if (major, minor) >= BROKEN_QT:
        return Finding(
            "Qt", Health.MISSING, version, "6.12 crashes; install PySide6-Essentials<6.12"
        )
    return Finding("Qt", Health.GOOD, f"PySide6 {version}")


def _broker() -> Finding:
    program = shutil.which("mosquitto") or next(
        (str(p) for place in MOSQUITTO_PLACES if (p := Path(place, "mosquitto")).exists()), None
    )
    if program is None:
        return Finding("broker", Health.MISSING, "no mosquitto", "apt-get install mosquitto")
    return Finding("broker", Health.GOOD, f"{program} {_first_line([program, '-h'])}".strip())


def _port(port: int) -> Finding:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            detail = f"{port} is in use"
            hint = "perhaps a broker runs there already; see who: ss -ltnp"
            return Finding("broker port", Health.LIMITED, detail, hint)
    return Finding("broker port", Health.GOOD, f"{port} is free")


def _chinese_font() -> Finding:
    from qtkit.program import application, cjk_family

    application()
    family = cjk_family()
    if family is None:
        hint = "apt-get install fonts-noto-cjk (on Windows: Microsoft YaHei)"
        return Finding("Chinese font", Health.MISSING, "none found", hint)
    return Finding("Chinese font", Health.GOOD, family)


def _rare_names() -> Finding:
    from qtkit.fonts import undrawable
    from qtkit.program import application

    boxes = undrawable(RARE_SIGNS, application().font())
    if boxes:
        hint = "apt-get install fonts-hanazono (on Windows: SimSun-ExtB)"
        detail = f"{len(boxes)} of {len(RARE_SIGNS)} characters of Extensions B to F are boxes"
        return Finding("rare names", Health.LIMITED, detail, hint)
    return Finding("rare names", Health.GOOD, "Extensions B to F are drawn")


def _languages() -> Finding:
    from kiosk.main import texts
    from qtkit.fonts import undrawable
    from qtkit.program import application

    font, said = application().font(), texts()
    boxes = [
        language.name
        for language in said.offered
        if undrawable("".join(said.table(language.code).values()), font)
    ]
    if boxes:
        hint = "apt-get install fonts-noto-core"
        return Finding("languages", Health.LIMITED, f"no font for {', '.join(boxes)}", hint)
    return Finding("languages", Health.GOOD, ", ".join(each.name for each in said.offered))


def _voice() -> Finding:
    program = shutil.which("espeak-ng")
    if program is None:
        if sys.platform == "win32":
            return Finding("voice", Health.GOOD, "Windows speech (SAPI 5)")
        return Finding("voice", Health.LIMITED, "no espeak-ng", "apt-get install espeak-ng")
    voices = _output([program, "--voices=cmn"])
    if "cmn" not in voices:
        hint = "install a full espeak-ng-data"
        return Finding("voice", Health.LIMITED, "espeak-ng has no Mandarin", hint)
    return Finding("voice", Health.GOOD, _first_line([program, "--version"]))


def _sound() -> Finding:
    players = [name for name in ("aplay", "paplay", "play") if shutil.which(name)]
    if sys.platform == "win32":
        return Finding("sound", Health.GOOD, "Windows sound")
    if not players:
        return Finding("sound", Health.LIMITED, "no player", "apt-get install alsa-utils")
    if not Path("/proc/asound/cards").exists() or not Path("/dev/snd").exists():
        hint = "plug in a sound card; until then calls are shown, not heard"
        return Finding("sound", Health.LIMITED, f"{players[0]}, but no sound card", hint)
    return Finding("sound", Health.GOOD, players[0])


def _video() -> Finding:
    from display.video.player import can_play

    if not can_play():
        hint = "only for videos on boards: pip install 'hallcall[video]'"
        return Finding("video", Health.LIMITED, "no PyAV; boards leave videos out", hint)
    return Finding("video", Health.GOOD, f"PyAV {importlib.metadata.version('av')}")


def _screen() -> Finding:
    from qtkit.program import has_screen

    if has_screen():
        return Finding("screen", Health.GOOD, os.environ.get("DISPLAY", "yes"))
    return Finding(
        "screen", Health.LIMITED, "none", "programs run offscreen; log in to a desktop to see them"
    )


def _serial_ports() -> Finding:
    from serial.tools.list_ports import comports

    ports = [f"{port.device} ({port.description})" for port in comports()]
    return Finding("serial ports", Health.GOOD, ", ".join(ports) or "none")


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PROGRAM_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


def _first_line(command: list[str]) -> str:
    return next(iter(_output(command).splitlines()), "")
