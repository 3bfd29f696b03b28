"""`hallcall check`: is this hall file good?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from contract.hall import HallFile, HallFileInvalid, Wire, locate, wires
from contract.hall.lines import Problem
from contract.hall.summary import summary
from hallcall.errors import EXIT_FAILED
from hallcall.options import AsJson, load_hall
from hallcall.tables import show_table

HEAD_DOTS_MAX: Final = 576


def check(
    hall: Annotated[Path, typer.Argument(envvar="HALLCALL_HALL", help="The hall file.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check a hall file: name every mistake with its line, or say what the hall has."""
    try:
        loaded = load_hall(hall)
        check_profiles(loaded.file, hall)
        check_logos(loaded.file, hall)
        check_voices(loaded.file, hall)
    except HallFileInvalid as invalid:
        if not as_json:
            raise
        rows = [(error.file, error.line, error.where, error.problem) for error in invalid.errors]
        show_table("mistakes", ("file", "line", "where", "problem"), rows, as_json=True)
        raise typer.Exit(EXIT_FAILED) from None
    show_table(f"{hall}: good", ("what", "count"), summary(loaded.file), as_json=as_json)


def check_profiles(hall: HallFile, path: Path) -> None:
    """Check what each device says of its maker and its port. Raises `HallFileInvalid`."""
    found = [problem for wire in wires(hall) for problem in _profile_problems(wire)]
    found += _shared_ports(hall)
    if found:
        text = path.read_text(encoding="utf-8")
        raise HallFileInvalid(locate(found, text, file=str(path)))


def check_logos(hall: HallFile, path: Path) -> None:
    """Check the pictures that the hall file names. Raises `HallFileInvalid`."""
    found = list(_logo_problems(hall, path.parent))
    if found:
        text = path.read_text(encoding="utf-8")
        raise HallFileInvalid(locate(found, text, file=str(path)))


def check_voices(hall: HallFile, path: Path) -> None:
    """Check packs and voice files that the hall file names. Raises `HallFileInvalid`."""
    found = list(_voice_problems(hall, path.parent))
    if found:
        text = path.read_text(encoding="utf-8")
        raise HallFileInvalid(locate(found, text, file=str(path)))


def _voice_problems(hall: HallFile, directory: Path) -> Iterator[Problem]:
    from qtkit.speech.packs import BadPack, Pack

    for language, place in hall.voice.pack.items():
        try:
            speaks = Pack.open(directory / place).manifest.language
        except BadPack as error:
            yield ("voice", "pack", language), str(error)
        else:
            if speaks != language:
                yield ("voice", "pack", language), f'"{place}" speaks {speaks}'
    for language, place in hall.voice.piper.items():
        for file in (directory / place, directory / f"{place}.json"):
            if not file.is_file():
                problem = (
                    f"{file} is not there; a voice of piper is two files, .onnx and .onnx.json"
                )
                yield ("voice", "piper", language), problem


def _logo_problems(hall: HallFile, directory: Path) -> Iterator[Problem]:
    from hardware.escpos.logo import LogoUnusable, load_logo

    if hall.look.logo is not None and (problem := _picture_problem(directory / hall.look.logo)):
        yield ("look", "logo"), f'"{hall.look.logo}" {problem}'
    for index, ticket in enumerate(hall.ticket):
        for number, line in enumerate(ticket.line):
            if line.file is None:
                continue
            try:
                load_logo(directory / line.file, width_mm=line.width_mm, dots=HEAD_DOTS_MAX)
            except LogoUnusable as error:
                yield ("ticket", index, "line", number, "file"), f'"{line.file}" {error}'


def _picture_problem(file: Path) -> str:
    from PIL import Image

    try:
        with Image.open(file) as picture:
            picture.verify()
    except FileNotFoundError:
        return "is not there; it is looked for from where the hall file lies"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "cannot be read as a picture; save it as PNG once more"
    return ""


def _profile_problems(wire: Wire) -> Iterator[Problem]:
    from hardware.errors import InvalidAddress
    from hardware.profiles import Kind, ProfileError
    from hardware.profiles.catalog import find_any
    from hardware.transport import check_url

    try:
        profile = find_any(Kind(wire.key), wire.entry.profile)
    except ProfileError as error:
        yield (*wire.path, "profile"), str(error)
        return
    for path, problem in profile.problems(wire.entry.options):
        yield (*wire.path, "options", *path), problem
    if profile.needs_port:
        try:
            check_url(wire.entry.url)
        except InvalidAddress as error:
            yield (*wire.path, "url"), str(error)


def _shared_ports(hall: HallFile) -> Iterator[Problem]:
    """Find ports that two devices of one program are to open. Other machines have other ports."""
    taken: dict[tuple[str, str], str] = {}
    for wire in wires(hall):
        place = (wire.device_id, wire.entry.url)
        if place in taken:
            yield (*wire.path, "url"), f"{wire.entry.url} is the port of its {taken[place]} already"
        taken.setdefault(place, wire.key.replace("_", " "))
