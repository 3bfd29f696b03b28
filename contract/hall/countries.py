"""The public holidays of the one country that a hall is in.

The library loads all 250 as soon as one is asked for, and takes a tenth of a coordinator's start
for it. So it is only loaded for a hall that names a country, and that country alone.
"""

import sys
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from holidays import HolidayBase

_ALL: Final = "holidays.countries"
"""The package whose first lines load every country."""


@cache
def known() -> AbstractSet[str]:
    """Return the codes of all countries whose holidays are known."""
    from holidays.registry import EntityLoader  # noqa: PLC0415

    return frozenset(EntityLoader.get_country_codes())


@cache
def days_of(country: str, language: str) -> "HolidayBase":
    """Return the holidays of a country, named in a language, or else in the country's own."""
    import holidays  # noqa: PLC0415

    if _ALL not in sys.modules:
        spec = PathFinder.find_spec(_ALL, holidays.__path__)
        assert spec is not None
        sys.modules[_ALL] = module_from_spec(spec)  # known, and its lines not run
    supported = holidays.country_holidays(country).supported_languages
    return holidays.country_holidays(country, language=language if language in supported else None)
