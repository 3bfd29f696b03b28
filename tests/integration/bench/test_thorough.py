"""The figures that take longer, in small: as much is measured as was asked for."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

from bench.day_size import DaySizes, measure_day_sizes
from bench.far_ends import measure_far_ends
from bench.report import day_size_report, far_ends_report, restart_report, rows
from bench.restart import measure_restart
from tests.integration.bench.test_centre import TINY


def test_days_of_three_sizes_are_asked_the_same(tmp_path: Path) -> None:
    sizes = DaySizes(small=5, centre=10, large=40, rounds=2)

    result = asyncio.run(measure_day_sizes(tmp_path, replace(TINY, in_flight=0), sizes))

    assert len(result.ratios) == sizes.rounds
    assert min(result.small_cpu_ms + result.large_cpu_ms) > 0
    report = day_size_report(result)
    assert 20 < report["centre_rss_mb"] < 2000
    assert 20 < report["large_rss_mb"] < 2000
    assert report["cpu_a_command_large_over_small"]["median"] > 0


def test_a_start_is_compared_with_reading_and_with_an_empty_hall(tmp_path: Path) -> None:
    result = asyncio.run(measure_restart(tmp_path, wanted=600, times=1, windows=5))

    assert result.events >= 600
    report = restart_report(result)
    for name in ("ready_cpu_s", "empty_ready_cpu_s", "ready_s", "empty_ready_s", "reading_s"):
        assert report[name]["median"] > 0
    json.dumps(report)


def test_paper_picture_and_sound_are_timed_at_the_far_ends(tmp_path: Path) -> None:
    result = asyncio.run(measure_far_ends(tmp_path, visits=1))

    report = far_ends_report(result)
    assert list(report) == ["touch_to_paper_ms", "press_to_board_ms", "press_to_sound_ms"]
    for values in report.values():
        assert 0 < values["p50"] <= values["p99"]
    assert len(rows({"ratios": {}, "far_ends": report})) == 6
