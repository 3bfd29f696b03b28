"""All that is measured, one after the other, each in a folder of its own."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bench.centre import Extent, measure_centre
from bench.day_size import DaySizes, measure_day_sizes
from bench.far_ends import measure_far_ends
from bench.report import centre_report, day_size_report, far_ends_report, restart_report
from bench.restart import measure_restart

LONG_S: Final = 120.0


def measure(out: Path, *, database_url: str = "", thorough: bool = False) -> dict[str, Any]:
    """Measure the hall; return the report. Only the first part uses `database_url`.

    Everything takes some minutes more than the figures at the top of the report alone.
    """
    return asyncio.run(_measure(out, database_url=database_url, thorough=thorough))


async def _measure(out: Path, *, database_url: str, thorough: bool) -> dict[str, Any]:
    extent = Extent(budget_s=LONG_S) if thorough else Extent()
    centre = out / "centre"
    centre.mkdir(parents=True, exist_ok=True)
    report = centre_report(await measure_centre(centre, extent, database_url=database_url))
    if not thorough:
        return report
    alone = replace(extent, in_flight=0)
    sizes = await measure_day_sizes(out / "days", alone, DaySizes())
    restart = await measure_restart(out / "restart")
    far_ends = await measure_far_ends(out / "far-ends")
    return {
        **report,
        "day_size": day_size_report(sizes),
        "restart": restart_report(restart),
        "far_ends": far_ends_report(far_ends),
    }
