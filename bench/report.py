"""The figures as JSON and as rows of a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from typing import Any, Final, TypeAlias

from bench.centre import CentreResult, Round
from bench.day_size import DaySizeResult
from bench.far_ends import FarEnds
from bench.restart import RestartResult

Spread: TypeAlias = dict[str, float]
_DIGITS: Final = 3
WANTED: Final[Mapping[str, str]] = {
    "call_next_p50_over_floor": "at most 1.5",
    "throughput_over_echo": "at least 0.5",
    "burst_over_floors": "at most 0.8",
    "day_size.cpu_a_command_large_over_small": "at most 1.2",
    "day_size.centre_rss_mb": "at most 150",
    "day_size.large_rss_mb": "at most 300",
    "restart.day_over_reading": "at most 3",
    "restart.ready_cpu_s": "at most 1",
}


def spread(values: Iterable[float]) -> Spread:
    """Return the median, and between what half and all of the values lie."""
    ordered = sorted(values)
    last = len(ordered) - 1
    marks = {"min": 0.0, "quarter": 0.25, "median": 0.5, "three_quarters": 0.75, "max": 1.0}
    return {
        name: _rounded(median(ordered) if part == 0.5 else ordered[round(part * last)])  # noqa: PLR2004
        for name, part in marks.items()
    }


def centre_report(result: CentreResult) -> dict[str, Any]:
    """Return what the two headline figures are made of, they themselves first."""
    over = _of_rounds(result.rounds)
    call, load, burst = (
        over(lambda each: each.call_over_floor),
        over(lambda each: each.load_over_echo),
        over(lambda each: each.burst_over_floor),
    )
    calls_ms = [ms for each in result.rounds for ms in each.call_ms]
    shares = result.shares
    return {
        "call_next_p50_over_floor": call["median"],
        "throughput_over_echo": load["median"],
        "burst_over_floors": burst["median"],
        "rounds": len(result.rounds),
        "ratios": {
            "call_next_p50_over_floor": call,
            "throughput_over_echo": load,
            "burst_over_floors": burst,
        },
        "floors": {
            "echo_ms": over(lambda each: median(each.echo_ms)),
            "commit_ms": over(lambda each: median(each.commit_ms)),
            "echo_a_second": over(lambda each: each.echo_a_second),
        },
        "call_next_ms": {
            "p50": _rounded(median(calls_ms)),
            "p99": _rounded(percentile(calls_ms, 0.99)),
        },
        "commands_a_second": over(lambda each: each.commands_a_second),
        "cpu_ms_a_command": over(lambda each: each.cpu_ms_a_command),
        "burst_ms": over(lambda each: each.burst_ms),
        "answered_while_all_asked": {
            "clerks": _share(shares.clerks),
            "kiosks": _share(shares.kiosks),
        },
        "found_nobody_waiting": result.found_nobody,
        "coordinator_rss_mb": _rounded(result.rss_mb),
        "books": {
            "commands_answered": result.books.commands_answered,
            "commands_in_journal": result.books.commands_in_journal,
            "tickets_given": result.books.tickets_given,
            "tickets_in_journal": result.books.tickets_in_journal,
            "numbers_twice": result.books.numbers_twice,
        },
    }


def day_size_report(result: DaySizeResult) -> dict[str, Any]:
    """Return what a long day costs."""
    return {
        "cpu_a_command_large_over_small": spread(result.ratios),
        "small_cpu_ms": spread(result.small_cpu_ms),
        "large_cpu_ms": spread(result.large_cpu_ms),
        "centre_rss_mb": _rounded(result.centre_rss_mb),
        "large_rss_mb": _rounded(result.large_rss_mb),
    }


def restart_report(result: RestartResult) -> dict[str, Any]:
    """Return what a start costs."""
    return {
        "events": result.events,
        "day_over_reading": spread(result.ratios),
        "ready_cpu_s": spread(each.cpu_s for each in result.ready),
        "empty_ready_cpu_s": spread(each.cpu_s for each in result.empty_ready),
        "ready_s": spread(each.wall_s for each in result.ready),
        "empty_ready_s": spread(each.wall_s for each in result.empty_ready),
        "reading_s": spread(each.wall_s for each in result.reading),
    }


def far_ends_report(result: FarEnds) -> dict[str, Any]:
    """Return how long people wait for paper, picture and sound, in milliseconds."""
    return {
        name: {"p50": _rounded(median(values)), "p99": _rounded(percentile(values, 0.99))}
        for name, values in (
            ("touch_to_paper_ms", result.touch_to_paper),
            ("press_to_board_ms", result.press_to_board),
            ("press_to_sound_ms", result.press_to_sound),
        )
    }


def rows(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the figures for people: what, how much with its spread, and what is wanted."""
    spreads = report["ratios"]  # which say the figures at the top, too
    flat = dict(_flat("", {**report, **spreads, "ratios": {}}))
    return [(name, value, WANTED.get(name, "")) for name, value in flat.items()]


def _flat(prefix: str, report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in report.items():
        at = f"{prefix}{name}"
        if isinstance(value, dict) and "quarter" in value:
            part = f"{value['quarter']:g} to {value['three_quarters']:g}"
            yield (
                at,
                f"{value['median']:g}  (half: {part}; all: {value['min']:g} to {value['max']:g})",
            )
        elif isinstance(value, dict):
            yield from _flat(f"{at}.", value)
        else:
            yield at, f"{value:g}" if isinstance(value, float) else str(value)


def percentile(values: Iterable[float], part: float) -> float:
    """Return the value below which this part of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _of_rounds(rounds: list[Round]) -> Callable[[Callable[[Round], float]], Spread]:
    return lambda figure: spread(figure(each) for each in rounds)


def _share(counts: list[int]) -> dict[str, float]:
    return {
        "clients": len(counts),
        "min": min(counts),
        "median": median(counts),
        "max": max(counts),
    }


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
