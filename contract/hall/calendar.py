"""Which days are not as every week has them: public holidays, make-up workdays, the hall's own.

Public holidays come from the `holidays` library, which knows of most countries, and of China the
weekends that are worked in exchange. What a government has not announced yet it cannot know; such
a day is written into the hall file, which always has the last word.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AfterValidator

from contract.hall import countries
from contract.hall.entry import Entry
from contract.hall.hours import Day, Hours, Weekday
from contract.text import Text

_LANGUAGES: Final = {"zh": "zh_CN", "en": "en_US"}
_NAME_CHARS_MAX: Final = 200

DayKind: TypeAlias = Literal["usual", "holiday", "makeup", "special"]


def _known_country(code: str) -> str:
    if code not in countries.known():
        raise ValueError(
            f'no public holidays are known of "{code}"; two capital letters are wanted, as "CN"'
        )
    return code


def _each_date_once(days: Iterable["SpecialDay"]) -> tuple["SpecialDay", ...]:
    seen: set[date] = set()
    days = tuple(days)
    for day in days:
        if day.date in seen:
            raise ValueError(f"{day.date} stands twice")
        seen.add(day.date)
    return days


class SpecialDay(Entry):
    """A day with hours of its own: closed if it names none."""

    date: date
    hours: Day = ()
    reason: Text | None = None
    """What citizens are told if the hall is closed."""


class Calendar(Entry):
    """The days that differ from the week's hours."""

    country: Annotated[str, AfterValidator(_known_country)] | None = None
    """Whose public holidays close the hall, as "CN"; left out, none does."""
    makeup_workday: Weekday = "monday"
    """Whose hours hold on a weekend day that is worked in exchange for a holiday."""
    day: Annotated[tuple[SpecialDay, ...], AfterValidator(_each_date_once)] = ()
    """The hall's own days, which go before the country's."""

    @cached_property
    def _own(self) -> Mapping[date, SpecialDay]:
        return {day.date: day for day in self.day}

    def kind_of(self, day: date) -> DayKind:
        """Tell what makes this day different, if anything does."""
        if day in self._own:
            return "special"
        if self.country is None:
            return "usual"
        if holiday_name(self.country, day) is not None:
            return "holiday"
        return "makeup" if _is_makeup_workday(self.country, day) else "usual"

    def hours_on(self, day: date, week: Hours) -> Day:
        """Return the hours of a day in a hall with these hours of the week."""
        match self.kind_of(day):
            case "special":
                return self._own[day].hours
            case "holiday":
                return ()
            case _:
                return self.week_hours_on(day, week)

    def week_hours_on(self, day: date, week: Hours) -> Day:
        """Return what the week alone says, a make-up workday being the weekday it stands for."""
        return week.of(self.makeup_workday) if self.kind_of(day) == "makeup" else week.on(day)

    def reason_on(self, day: date) -> Text | None:
        """Return why this day is different, in words for citizens."""
        if day in self._own:
            return self._own[day].reason
        return None if self.country is None else holiday_name(self.country, day)


def holiday_name(country: str, day: date) -> Text | None:
    """Return the public holiday of a day, or None; a name not known in a language is the other."""
    names = {
        language: countries.days_of(country, wanted).get(day)
        for language, wanted in _LANGUAGES.items()
    }
    if not all(names.values()):
        return None
    zh, en = (str(names[language])[:_NAME_CHARS_MAX] for language in ("zh", "en"))
    return Text(zh=zh, en=en)


def _is_makeup_workday(country: str, day: date) -> bool:
    days = countries.days_of(country, _LANGUAGES["zh"])
    return days.is_weekend(day) and days.is_working_day(day)
