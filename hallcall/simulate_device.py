"""`hallcall simulate-device`: try a configuration without hardware."""

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlsplit

import typer

from hallcall.errors import CannotRun

if TYPE_CHECKING:
    from simulation.by_hand import Factory
    from simulation.by_hand.bench import Bench

REDRAW_S: Final = 0.25
Where = Annotated[
    str | None,
    typer.Option(
        "--tcp", metavar="HOST:PORT", help="Listen there; without a host on 127.0.0.1 alone."
    ),
]


def simulate_device(
    kind: Annotated[
        str, typer.Argument(help="printer, card-reader, keypads, scanner or bar.", metavar="KIND")
    ],
    *,
    profile: Annotated[
        str | None,
        typer.Option(help="Whose device; the first of its kind if left out.", metavar="NAME"),
    ] = None,
    tcp: Where = None,
    pty: Annotated[
        Path | None,
        typer.Option(help="Make a serial port and call it so.", metavar="LINK"),
    ] = None,
    paper_dir: Annotated[
        Path | None, typer.Option(help="Keep a picture of each slip here.", metavar="DIR")
    ] = None,
) -> None:
    """Be a device: on a serial port, a network port or both, with every fault, worked by typing.

    In a terminal it shows the device; with its input from a pipe it obeys one order a line and
    prints what happens. "help" lists the orders. It ends with Ctrl-C or at the end of the input.
    """
    from simulation.by_hand import bench

    chosen, make = _simulator(kind, profile)
    cables = [] if tcp is None else [bench.tcp(*_address(tcp))]
    if pty is not None or not cables:
        cables.append(bench.pty(pty))
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    made = bench.Bench(make, cables, say=_nothing if at_terminal else _print, pictures=paper_dir)
    try:
        with made:
            if at_terminal:
                _show(made, f"simulated {chosen}")
            else:
                _obey_pipe(made)
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise CannotRun(f"cannot make the port: {error}") from None


def _simulator(kind: str, name: str | None) -> "tuple[str, Factory]":
    import importlib

    from hardware.profiles import Kind, ProfileError, entries
    from hardware.profiles.catalog import find_any

    wanted = kind.replace("-", "_").removesuffix("s")
    if wanted not in set(Kind):
        kinds = ", ".join(known.replace("_", "-") for known in Kind)
        raise typer.BadParameter(f'there is no kind "{kind}"; there are: {kinds}')
    try:
        if name is not None:
            profile = find_any(Kind(wanted), name)
        else:
            offered = (entry.profile for entry in entries() if entry.kind == wanted)
            profile = next(one for one in offered if one is not None and one.simulator is not None)
    except ProfileError as error:
        raise CannotRun(str(error)) from None
    except StopIteration:
        raise CannotRun(f"no {Kind(wanted).words} here has a simulator") from None
    if profile.simulator is None:
        raise CannotRun(f'the {profile.kind.words} "{profile.name}" has no simulator')
    module, _, attribute = profile.simulator.partition(":")
    return f"{profile.kind.words} {profile.name}", getattr(
        importlib.import_module(module), attribute
    )


def _address(text: str) -> tuple[str, int]:
    parts = urlsplit(f"//{text if ':' in text else f'127.0.0.1:{text}'}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if port is None:
        raise typer.BadParameter(f"{text} is not HOST:PORT", param_hint="--tcp")
    return host or "127.0.0.1", port


def _obey_pipe(made: "Bench") -> None:
    for url in made.urls:
        _print(f"listening on {url}")
    for line in sys.stdin:
        if line.strip():
            made.obey(line)


def _show(made: "Bench", title: str) -> None:
    from simulation.by_hand.page import Page

    page = Page(made, title)
    page.open()
    ended = threading.Event()

    def keep_drawn() -> None:
        while not ended.wait(REDRAW_S):
            page.draw()

    threading.Thread(target=keep_drawn, name="page", daemon=True).start()
    try:
        for line in sys.stdin:
            if line.strip():
                made.obey(line)
            page.draw()
            page.prompt()
    finally:
        ended.set()


def _print(news: str) -> None:
    print(news, flush=True)  # noqa: T201


def _nothing(news: str) -> None:
    """The page shows the news itself."""
