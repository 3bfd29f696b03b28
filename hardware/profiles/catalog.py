"""Which profiles there are: ours by a list, those of other packages by their entry points.

A package brings profiles with entry points of the group `hallcall.devices`, named KIND.NAME:

    [project.entry-points."hallcall.devices"]
    "bar.acme" = "hallcall_acme:PROFILE"

Nothing is imported before somebody wants it: a broken package harms only who uses it.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, distributions, entry_points
from typing import Any, Final, TypeVar

import structlog

from hardware.profiles.profile import (
    AnyProfile,
    BarProfile,
    CardReaderProfile,
    KeypadProfile,
    Kind,
    PrinterProfile,
    Profile,
    ProfileError,
    ScannerProfile,
)

log = structlog.get_logger("profiles")

ENTRY_POINTS: Final = "hallcall.devices"

BUILT_IN: Final[Mapping[tuple[Kind, str], str]] = {
    (Kind.PRINTER, "escpos"): "hardware.profiles.escpos:PROFILE",
    (Kind.CARD_READER, "sam-v"): "hardware.profiles.sam_v:PROFILE",
    (Kind.CARD_READER, "pcsc-uid"): "hardware.profiles.pcsc_uid:PROFILE",
    (Kind.SCANNER, "serial-scanner"): "hardware.profiles.serial_scanner:PROFILE",
    (Kind.SCANNER, "wedge"): "hardware.profiles.wedge:PROFILE",
    (Kind.KEYPAD, "rs485-21key"): "hardware.profiles.rs485_keypads:PROFILE",
    (Kind.KEYPAD, "ascii-lines"): "hardware.profiles.ascii_keypads:PROFILE",
    (Kind.BAR, "onbon-6k"): "hardware.profiles.onbon:PROFILE_6K",
    (Kind.BAR, "onbon-5k"): "hardware.profiles.onbon:PROFILE_5K",
    (Kind.BAR, "template"): "hardware.profiles.template_bar:PROFILE",
    (Kind.BAR, "digits"): "hardware.profiles.digit_bar:PROFILE",
}

P = TypeVar("P", bound=Profile[Any])


@dataclass(frozen=True)
class Entry:
    """A profile that somebody offers, or what keeps it from being used."""

    kind: Kind | None
    name: str
    origin: str
    profile: AnyProfile | None
    problem: str = ""


def find(wanted: type[P], name: str) -> P:
    """Return a profile by its name, as `find(PrinterProfile, "escpos")`.

    Raises:
        ProfileError: there is none of this name (it says which there are), there are two, or its
            package cannot be loaded.
    """
    kind = wanted.kind
    if (kind, name) in BUILT_IN:  # goes before others of this name, which `entries` shows
        profile = _load(kind, name, _built_in(kind, name))
    else:
        profile = _load(kind, name, _brought(kind, name))
    assert isinstance(profile, wanted)
    return profile


def find_any(kind: Kind, name: str) -> AnyProfile:
    """Return a profile of a kind that is not known before; else as `find`."""
    return find(_CLASSES[kind], name)


def entries() -> Iterator[Entry]:
    """Yield every profile that is offered, ours first, with what is wrong with it if anything."""
    for kind, name in BUILT_IN:
        yield _entry(kind, name, _built_in(kind, name), "hallcall")
    for point in sorted(_points(), key=lambda point: point.name):
        kind_name, dot, name = point.name.partition(".")
        if not dot or kind_name not in set(Kind):
            problem = f"the name is not KIND.NAME with one of {', '.join(Kind)}"
            yield Entry(None, point.name, _origin(point), None, problem)
            continue
        kind = Kind(kind_name)
        if (kind, name) in BUILT_IN:
            problem = f'hallcall itself has a {kind.words} "{name}"; that one is used'
            yield Entry(kind, name, _origin(point), None, problem)
            continue
        yield _entry(kind, name, point, _origin(point))


def _entry(kind: Kind, name: str, point: EntryPoint, origin: str) -> Entry:
    try:
        if (kind, name) not in BUILT_IN:
            _brought(kind, name)  # says so if there are two
        return Entry(kind, name, origin, _load(kind, name, point))
    except ProfileError as error:
        return Entry(kind, name, origin, None, str(error))


def _built_in(kind: Kind, name: str) -> EntryPoint:
    return EntryPoint(f"{kind}.{name}", BUILT_IN[kind, name], ENTRY_POINTS)


def _brought(kind: Kind, name: str) -> EntryPoint:
    """Return the one entry point of this name."""
    points = [point for point in _points() if point.name == f"{kind}.{name}"]
    if not points:
        raise ProfileError(_unknown(kind, name))
    if len({point.value for point in points}) > 1:
        packages = " and ".join(sorted(_origin(point) for point in points))
        raise ProfileError(f'{packages} both bring a {kind.words} "{name}": uninstall one of them')
    return points[0]


def _load(kind: Kind, name: str, point: EntryPoint) -> AnyProfile:
    try:
        profile = _resolve(point)
    except (Exception, SystemExit) as error:  # others may do anything in their module
        raise ProfileError(
            f'the {kind.words} "{name}" of {_origin(point)} cannot be loaded from {point.value}: '
            f"{type(error).__name__}: {error}"
        ) from error
    if not isinstance(profile, _CLASSES[kind]):
        wanted = _CLASSES[kind].__name__
        problem = f"{point.value} is no {wanted} but {type(profile).__name__}"
    elif profile.name != name:
        problem = f'{point.value} calls itself "{profile.name}"'
    else:
        return profile
    raise ProfileError(f'the {kind.words} "{name}" of {_origin(point)} is unusable: {problem}')


def _resolve(point: EntryPoint) -> Any:
    if point.dist is None:  # ours: an import that a reader, and a packager, can follow
        return getattr(importlib.import_module(point.module), point.attr)
    return point.load()


def _unknown(kind: Kind, name: str) -> str:
    names = sorted(
        {known for of, known in BUILT_IN if of is kind}
        | {p.name.partition(".")[2] for p in _points() if p.name.startswith(f"{kind}.")}
    )
    close = get_close_matches(name, names, n=1)
    hint = f'did you mean "{close[0]}"? ' if close else ""
    return (
        f'there is no {kind.words} "{name}" here; {hint}there are: {", ".join(names) or "none"}; '
        "a maker's own comes with a package"
    )


def _points() -> list[EntryPoint]:
    try:
        return list(entry_points(group=ENTRY_POINTS))
    except Exception as error:  # noqa: BLE001 - one broken list would hide those of all others
        log.warning("packages.unreadable", error=repr(error))
        return list(_points_one_by_one())


def _points_one_by_one() -> Iterator[EntryPoint]:
    seen = set()
    for package in distributions():
        try:
            points = package.entry_points.select(group=ENTRY_POINTS)
            if points and package.name not in seen:  # the first on the path is the one in use
                seen.add(package.name)
                yield from points
        except Exception as error:  # noqa: BLE001
            log.warning("package.unreadable", where=str(package.locate_file("")), error=repr(error))


def _origin(point: EntryPoint) -> str:
    return "hallcall" if point.dist is None else f"{point.dist.name} {point.dist.version}"


_KINDS: Final[tuple[type[AnyProfile], ...]] = (
    PrinterProfile,
    CardReaderProfile,
    ScannerProfile,
    KeypadProfile,
    BarProfile,
)
_CLASSES: Final[Mapping[Kind, type[AnyProfile]]] = {of.kind: of for of in _KINDS}
