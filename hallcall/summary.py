"""The short table at the end of a demo, and the promises."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import typer

from hallcall.tables import show_table
from simulation.demo import DemoResult
from simulation.running_hall import DemoOptions
from simulation.transcript import Line


def show_result(result: DemoResult, options: DemoOptions, *, as_json: bool) -> None:
    """Print what happened, and each promise that was broken."""
    figures = _figures(result, options.speed)
    if as_json:
        broken = [
            {"promise": item.promise, "why": item.why, "line": item.line} for item in result.broken
        ]
        typer.echo(json.dumps({**figures, "broken": broken}, ensure_ascii=False, indent=2))
        return
    show_table("the hall", ("what", "figure"), list(figures.items()), as_json=False)
    if result.broken:
        typer.echo(f"{len(result.broken)} promises were BROKEN:")
        for item in result.broken:
            typer.echo(f"  {item}")
    else:
        typer.echo("all promises kept")
    typer.echo(f"see {options.out}: transcript.jsonl, tickets/, screens/, announcements/, hall.db")


def _figures(result: DemoResult, speed: float) -> dict[str, Any]:
    counts = Counter(line["what"] for line in result.lines)
    waits_s = [wait * speed / 1000 for wait in _waits_ms(result.lines)]
    levels = [line["level"] for line in result.lines if line["what"] == "rated"]
    return {
        "visitors": result.visitors,
        "tickets": counts["ticket_printed"],
        "numbers on the screen, without paper": counts["ticket_on_screen"],
        "calls": counts["ticket_called"],
        "recalls": counts["ticket_recalled"],
        "services finished": counts["service_finished"],
        "no-shows": counts["no_show"],
        "transfers": counts["transferred"],
        "mean wait (hall minutes)": round(sum(waits_s) / len(waits_s) / 60, 1) if waits_s else None,
        "longest wait (hall minutes)": round(max(waits_s) / 60, 1) if waits_s else None,
        "ratings": len(levels),
        "mean rating": round(sum(levels) / len(levels), 2) if levels else None,
    }


def _waits_ms(lines: Sequence[Line]) -> list[int]:
    """Return for each ticket the time from its number, on paper or screen, to its first call."""
    given: dict[str, int] = {}
    waits: list[int] = []
    for line in lines:
        if line["what"] in ("ticket_printed", "ticket_on_screen"):
            given.setdefault(line["number"], line["at_ms"])
        elif line["what"] == "ticket_called" and line["number"] in given:
            waits.append(line["at_ms"] - given.pop(line["number"]))
    return waits
