"""Asks what hangs on a port, in an order in which nothing prints, shows or moves.

First the profiles that know the port's USB id, then by rank: a printer keeps bytes that it does not
understand and would print them on its next slip, so it is looked for before all others. What speaks
by itself, as keypads and scanners do, is listened to before anything is said. A port in use is left
alone.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import structlog

from hardware.discovery.holders import holder_of
from hardware.discovery.ports import THIS_MACHINE, Places, Port, PortKind
from hardware.errors import DeviceError
from hardware.profiles.profile import AnyProfile, Kind
from hardware.transport import Transport, open_transport

log = structlog.get_logger("devices")

BUSY: Final = frozenset({errno.EAGAIN, errno.EBUSY})
FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM})
ASKABLE: Final = frozenset({PortKind.SERIAL, PortKind.USB_PRINTER, PortKind.NETWORK})
HEARD_BYTES_MAX: Final = 4096
SCANNER: Final = re.compile(r"scan|bar ?code|2d|qr", re.IGNORECASE)
"""Told from keyboards by its name, which is all there is."""


class State(Enum):
    """What came of asking."""

    FOUND = "found"
    SILENT = "silent"
    IN_USE = "in use"
    FORBIDDEN = "not allowed"
    UNREACHABLE = "not reachable"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Answer:
    """What is known of a port.

    Attributes:
        profile: what answered, or what the port's USB id says when nothing did.
        baud: the speed at which it answered, on a serial port.
        detail: what it said of itself, or what to do.
    """

    state: State
    detail: str = ""
    profile: AnyProfile | None = None
    baud: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A profile at one speed."""

    profile: AnyProfile
    baud: int


def examine(
    port: Port,
    profiles: Sequence[AnyProfile],
    *,
    ask: bool = True,
    listen_s: float = 0.0,
    places: Places = THIS_MACHINE,
) -> Answer:
    """Find out what hangs on `port`. Takes seconds; raises nothing."""
    likely = next((one for one in profiles if _looks_like(port, one)), None)
    if not ask or port.kind not in ASKABLE:
        return Answer(State.NOT_ASKED, profile=likely)
    network = port.kind is PortKind.NETWORK
    holder = None if network else holder_of(port.device, places.proc, places.locks)
    if holder is not None:
        return Answer(State.IN_USE, f"used by {holder}", likely)
    try:
        return _heard(port, profiles, listen_s) or _asked(port, profiles) or _silent(port, likely)
    except DeviceError as error:
        return _refused(port, error, likely)


def _looks_like(port: Port, profile: AnyProfile) -> bool:
    """Tell what is not asked by its USB id; what types, by the name that it gives itself."""
    if port.kind is PortKind.KEYBOARD:
        types = profile.kind is Kind.SCANNER and not profile.needs_port
        return types and SCANNER.search(port.what) is not None
    if port.kind is PortKind.SMART_CARD:
        return profile.kind is Kind.CARD_READER and not profile.needs_port
    return port.usb_id in profile.usb_ids


def candidates(port: Port, profiles: Iterable[AnyProfile]) -> list[Candidate]:
    """Return what is asked for on `port`, in order."""
    asked = [one for one in profiles if one.probe is not None and one.probe.ask is not None]
    if port.kind is PortKind.USB_PRINTER:
        asked = [one for one in asked if one.kind is Kind.PRINTER]
    if port.kind is PortKind.NETWORK:
        asked = [one for one in asked if _tcp_port(port.device) in _tcp_ports(one)] or asked
    asked.sort(key=lambda one: (port.usb_id not in one.usb_ids, one.probe.rank if one.probe else 0))
    return [
        Candidate(one, baud)
        for one in asked
        for baud in (_bauds(one) if port.kind is PortKind.SERIAL else _bauds(one)[:1])
    ]


def _asked(port: Port, profiles: Sequence[AnyProfile]) -> Answer | None:
    for candidate in candidates(port, profiles):
        probe = candidate.profile.probe
        assert probe is not None
        assert probe.ask is not None
        line = open_transport(port.device, baud=candidate.baud, write_timeout_s=2.0)
        try:
            said = probe.ask(line)
        except DeviceError:
            raise
        except Exception as error:  # noqa: BLE001 - other people's code may fail in any way
            log.warning("probe.failed", profile=candidate.profile.name, error=repr(error))
            said = None
        finally:
            line.close()
        if said is not None:
            return _found(port, candidate, said)
    return None


def _heard(port: Port, profiles: Iterable[AnyProfile], listen_s: float) -> Answer | None:
    """Listen for what speaks by itself, each speed in its turn."""
    hearing = [one for one in profiles if one.probe is not None and one.probe.hear is not None]
    bauds = sorted({baud for one in hearing for baud in _bauds(one)})
    if port.kind is PortKind.USB_PRINTER or listen_s <= 0:
        return None
    for baud in bauds:
        line = open_transport(port.device, baud=baud)
        try:
            for data in _growing(line, listen_s / len(bauds)):
                for one in hearing:
                    assert one.probe is not None
                    assert one.probe.hear is not None
                    if baud in _bauds(one) and (said := one.probe.hear(data)) is not None:
                        return _found(port, Candidate(one, baud), said)
        finally:
            line.close()
    return None


def _growing(line: Transport, listen_s: float) -> Iterator[bytes]:
    """Yield all that has come so far, whenever more has."""
    data, end_s = b"", monotonic() + listen_s
    while (left_s := end_s - monotonic()) > 0 and len(data) < HEARD_BYTES_MAX:
        more = line.read(HEARD_BYTES_MAX, timeout_s=left_s)
        if more:
            data += more
            yield data


def _found(port: Port, candidate: Candidate, said: str) -> Answer:
    baud = candidate.baud if port.kind is PortKind.SERIAL else None
    return Answer(State.FOUND, said, candidate.profile, baud)


def _silent(port: Port, likely: AnyProfile | None) -> Answer:
    if port.kind is PortKind.NETWORK:  # its board has one client at a time, and lets others wait
        detail = "nothing that answers: is it ready, and does no other program use it?"
    else:
        detail = "nothing that answers; keypads and scanners need --listen"
    return Answer(State.SILENT, detail, likely)


def _refused(port: Port, error: DeviceError, likely: AnyProfile | None) -> Answer:
    number = getattr(error.__cause__, "errno", None)
    if number in BUSY:
        return Answer(State.IN_USE, "another program has it", likely)
    if number in FORBIDDEN:
        return Answer(State.FORBIDDEN, _how_to_be_allowed(port.device), likely)
    return Answer(State.UNREACHABLE, str(error), likely)


def _how_to_be_allowed(device: str) -> str:
    import grp  # noqa: PLC0415 - not on Windows, where nobody is refused so

    try:
        number = Path(device).stat().st_gid
        group = grp.getgrgid(number).gr_name
    except (OSError, KeyError):
        return f"{device} may not be opened by this account"
    if number in os.getgroups():
        return f"{device} may not be opened, though you are in its group {group}: look at its mode"
    return f"you are not in the group {group}: sudo usermod -aG {group} $USER, then sign in again"


def _bauds(profile: AnyProfile) -> tuple[int, ...]:
    return profile.probe.bauds if profile.probe is not None else ()


def _tcp_port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def _tcp_ports(profile: AnyProfile) -> frozenset[int]:
    return profile.probe.tcp_ports if profile.probe is not None else frozenset()
