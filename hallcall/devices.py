"""`hallcall devices`: what hangs on this machine, and the lines for the hall file."""

import json
import textwrap
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from hallcall.options import AsJson
from hallcall.tables import show_table

if TYPE_CHECKING:
    from hardware.discovery import Answer, Port
    from hardware.profiles import AnyProfile, Entry

PORTS_AT_ONCE_MAX: Final = 16


def devices(
    *,
    port: Annotated[
        list[str] | None,
        typer.Option(
            "--port",
            metavar="URL",
            help="Look at this port only, as /dev/ttyUSB0 or socket://10.0.0.7:9100. Repeatable.",
        ),
    ] = None,
    probe: Annotated[
        bool, typer.Option("--probe/--no-probe", help="Ask each port, or only list them.")
    ] = True,
    listen: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="Listen so long for keypads and scanners: press keys, scan codes meanwhile.",
        ),
    ] = 0.0,
    profiles: Annotated[
        bool,
        typer.Option("--profiles", help="List the makers' devices a hall file can name instead."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the ports of this machine, ask without harm what hangs on each, and print the lines
    for the hall file.

    Nothing prints, moves or changes; a port that a program uses is left alone.
    """
    from hardware.discovery import examine, list_ports, port_at
    from hardware.profiles import entries

    offered = list(entries())
    if profiles:
        _show_profiles(offered, as_json=as_json)
        return
    known = [entry.profile for entry in offered if entry.profile is not None]
    ports = [port_at(url) for url in port] if port else list_ports()

    def look(one: "Port") -> "Answer":
        return examine(one, known, ask=probe, listen_s=listen)

    with ThreadPoolExecutor(PORTS_AT_ONCE_MAX, thread_name_prefix="port") as pool:
        found = [
            Look(one, answer) for one, answer in zip(ports, pool.map(look, ports), strict=True)
        ]
    if as_json:
        typer.echo(json.dumps([look.record() for look in found], ensure_ascii=False, indent=2))
        return
    _show(found)
    for entry in offered:
        if entry.problem:
            typer.echo(
                f"not usable: {entry.problem}"
                if entry.kind
                else f"not usable: {entry.name} of {entry.origin}: {entry.problem}"
            )


def _show_profiles(offered: "Sequence[Entry]", *, as_json: bool) -> None:
    from hardware.profiles.options import describe_options

    if not as_json:
        typer.echo("\n\n".join(map(_described, offered)))
        return
    rows = []
    for entry in offered:
        kind = "?" if entry.kind is None else str(entry.kind)
        if entry.profile is None:
            rows.append((kind, entry.name, entry.origin, entry.problem, ""))
            continue
        options = "\n".join(
            f"{name} = {default}" + (f"  {meaning}" if meaning else "")
            for name, default, meaning in describe_options(entry.profile.options)
        )
        rows.append((kind, entry.name, entry.origin, entry.profile.what, options))
    columns = (
        "key in the hall file",
        "profile",
        "from",
        "what it is",
        "options, as they are unset",
    )
    show_table("profiles", columns, rows, as_json=True)


def _described(entry: "Entry") -> str:
    """Return a profile as a paragraph: what it is, and each option as it is unset."""
    from hardware.profiles.options import describe_options

    kind = "" if entry.kind is None else f"{entry.kind} "
    head = f'{kind}profile = "{entry.name}"  ({entry.origin})'
    if entry.profile is None:
        return f"{head}\n  not usable: {entry.problem}"
    lines = [head, f"  {entry.profile.what}"]
    for name, default, meaning in describe_options(entry.profile.options):
        lines.append(f"    {name} = {default}")
        if meaning:
            lines += textwrap.wrap(meaning, 88, initial_indent=" " * 8, subsequent_indent=" " * 8)
    return "\n".join(lines)


@dataclass(frozen=True)
class Look:
    """A port, and what is known of it."""

    port: "Port"
    answer: "Answer"

    @property
    def profile(self) -> "AnyProfile | None":
        return self.answer.profile

    @property
    def _portless_url(self) -> str:
        from hardware.discovery import PortKind

        if self.port.kind is PortKind.SMART_CARD:
            return f"pcsc:{self.port.device}"
        return self.port.by_id or "keyboard"

    @property
    def hall_file(self) -> str | None:
        """The line for the hall file; None if nothing is known to hang here."""
        if self.profile is None:
            return None
        url = self.port.url if self.profile.needs_port else self._portless_url
        values: dict[str, Any] = {"url": url, "profile": self.profile.name}
        if self.answer.baud not in (None, self.profile.baud):
            values["baud"] = self.answer.baud
        # A text or number of JSON is the same in TOML.
        entries = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        if self.profile.kind == "bar":
            return "\n".join(
                ["[[bar]]  # its id, zone, window and size are yours to say", *entries]
            )
        inner = ", ".join(entries)
        return f"{self.profile.kind} = {{ {inner} }}"

    @property
    def udev_rule(self) -> str | None:
        name = self.profile.kind.replace("_", "-") if self.profile else "device"
        return self.port.udev_rule(name)

    def row(self) -> tuple[str, str, str, str]:
        usb = "" if self.port.usb_id is None else "{:04x}:{:04x}".format(*self.port.usb_id)
        what = " ".join(filter(None, (self.port.what or self.port.kind.value, usb)))
        found = "" if self.profile is None else f"{self.profile.kind.words} {self.profile.name}"
        speed = "" if self.answer.baud is None else f"{self.answer.baud} baud"
        detail = ", ".join(filter(None, (self.answer.detail, speed)))
        return self.port.device, what, found, f"{self.answer.state.value}: {detail}".rstrip(": ")

    def record(self) -> dict[str, Any]:
        port, answer = self.port, self.answer
        return {
            "device": port.device,
            "url": port.url,
            "kind": port.kind.name.lower(),
            "what": port.what,
            "usb_id": None if port.usb_id is None else "{:04x}:{:04x}".format(*port.usb_id),
            "serial_number": port.serial_number,
            "by_id": port.by_id,
            "by_path": port.by_path,
            "state": answer.state.name.lower(),
            "detail": answer.detail,
            "device_kind": None if self.profile is None else self.profile.kind.value,
            "profile": None if self.profile is None else self.profile.name,
            "baud": answer.baud,
            "hall_file": self.hall_file,
            "udev_rule": self.udev_rule,
        }


def _show(found: Sequence[Look]) -> None:
    if not found:
        typer.echo("no ports: plug a device in, or name one with --port")
        return
    rows = [look.row() for look in found]
    show_table("ports of this machine", ("port", "what", "device", "state"), rows, as_json=False)
    known = [look.hall_file for look in found if look.hall_file is not None]
    lines = [line for entry in known for line in entry.splitlines()]
    if lines:
        typer.echo("for the hall file:\n" + "\n".join(f"  {line}" for line in lines))
    rules = [look.udev_rule for look in found if look.udev_rule is not None and look.profile]
    if rules:
        typer.echo("for a name that stays, in /etc/udev/rules.d/70-hallcall.rules:")
        typer.echo("\n".join(f"  {rule}" for rule in rules))
