"""Public holidays, one country at a time."""

import subprocess
import sys
from textwrap import dedent


def _run(program: str) -> str:
    """Run it in a process in which nothing has asked for holidays yet."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_only_the_country_that_is_asked_for_is_loaded() -> None:
    loaded = _run("""
        import sys
        from datetime import date
        from contract.hall import countries

        print(countries.days_of("CN", "zh_CN")[date(2026, 10, 1)])
        print(*(name for name in sys.modules if name.startswith("holidays.countries.")))
    """)

    assert loaded.splitlines() == ["国庆节", "holidays.countries.china"]


def test_the_holidays_of_every_country_can_be_told() -> None:
    told = _run("""
        from datetime import date
        from contract.hall import countries

        days = [countries.days_of(code, "en_US") for code in countries.known()]
        print(sum(date(2026, 1, 1) in each for each in days))
    """)

    assert int(told) > 300  # codes of two letters and of three, and New Year nearly everywhere
