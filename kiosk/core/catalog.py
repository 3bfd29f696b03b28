"""What this kiosk offers, read out of the hall file once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, TypeVar

from contract.hall import HallFile, Item, Kiosk, Opening, Priority, ServiceGroup
from contract.hall.bundles import Bundle
from contract.ids import DeviceId, GroupId, ItemId, PriorityId
from contract.text import Text
from kiosk.core.screens import Paging
from kiosk.core.search import ItemSearch

T = TypeVar("T")

DAYS_NAMED: Final = 3
LOOK_AHEAD_DAYS: Final = 14


class Catalog:
    """The groups and items of one kiosk, and what the hall file says about them."""

    def __init__(
        self, hall: HallFile, kiosk_id: DeviceId, languages: Sequence[str] = ("zh", "en")
    ) -> None:
        self.hall = hall
        self.languages = languages
        self.kiosk: Kiosk = hall.kiosks[kiosk_id]
        wanted = frozenset(self.kiosk.groups)
        offered = (group for group in hall.group if group.gives_tickets)
        self.groups = {g.id: g for g in offered if not wanted or g.id in wanted}
        self.items = {item.id: item for item in hall.item if item.group in self.groups}
        self._items_of: dict[GroupId, tuple[Item, ...]] = {}
        for item in self.items.values():
            self._items_of[item.group] = (*self._items_of.get(item.group, ()), item)
        self._window_numbers = _window_numbers(hall)
        self._hot = tuple(item for item in self.items.values() if item.hot)
        self.search = ItemSearch(self.items.values())
        self.bundles = tuple(each for each in hall.bundle if set(each.services) <= set(self.items))
        self._hours: dict[date, tuple[str, ...]] = {}
        self._departments = {department.id: department.name for department in hall.department}

    def items_of(self, group_id: GroupId) -> tuple[Item, ...]:
        return self._items_of.get(group_id, ())

    def bundle(self, bundle_id: str) -> Bundle:
        """Return an occasion that this kiosk shows."""
        return next(each for each in self.bundles if each.id == bundle_id)

    def hot_items(self) -> tuple[Item, ...]:
        return self._hot

    def department(self, group: ServiceGroup, language: str) -> str:
        return self._departments[group.department].in_language(language)

    def service(self, group_id: GroupId, item_id: ItemId | None) -> Text:
        """Return the item's name, or the group's where no item was chosen."""
        return self.hall.groups[group_id].name if item_id is None else self.hall.items[item_id].name

    def papers(self, item_id: ItemId | None) -> tuple[Text, ...]:
        """Return what to bring for an item."""
        return () if item_id is None else self.hall.items[item_id].papers

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters that numbers of this hall begin with."""
        return tuple(sorted({letter for series in self.hall.series for letter in series.letter}))

    @cached_property
    def takes_appointments(self) -> bool:
        """Whether anybody can come to this hall by appointment; each kiosk checks in for all."""
        return any(group.takes_appointments for group in self.hall.group)

    def is_number(self, typed: str) -> bool:
        """Tell whether this can stand on a ticket of this hall."""
        return any(
            typed.startswith(series.letter)
            and typed.removeprefix(series.letter).isdigit()
            and len(typed) == len(series.letter) + series.digits
            for series in self.hall.series
        )

    def window_numbers(self, group_id: GroupId) -> tuple[int, ...]:
        """Return the painted numbers of the windows that serve the group."""
        return self._window_numbers.get(group_id, ())

    def hours_on(self, day: datetime) -> tuple[str, ...]:
        """Return the opening hours of a day, as "08:30-12:00"; none when it stays closed."""
        today = day.date()
        if today not in self._hours:
            openings = self.hall.openings.on(today)
            hours = tuple(f"{each.begins:%H:%M}-{_end_of(each)}" for each in openings)
            self._hours = {today: hours}
        return self._hours[today]

    def days_open(self, moment: datetime, group_id: GroupId) -> tuple[str, ...]:
        """Return when a group gives tickets next, a day a text: "11-24 08:30-12:00 13:30-17:30"."""
        today, found = moment.date(), []
        for days in range(LOOK_AHEAD_DAYS):
            day = today + timedelta(days=days)
            to_come = [
                f"{each.begins:%H:%M}-{_end_of(each)}"
                for each in self.hall.openings.on(day, group_id)
                if each.ends > moment
            ]
            if to_come:
                found.append(f"{day:%m-%d} {' '.join(to_come)}")
        return tuple(found[:DAYS_NAMED])

    def priority_at(self, age: int) -> PriorityId | None:
        """Return the class that an age in years alone gives, or None."""
        earned = [p for p in self.hall.priority if p.from_age is not None and age >= p.from_age]
        return min(earned, key=_first_called).id if earned else None


def _window_numbers(hall: HallFile) -> dict[GroupId, tuple[int, ...]]:
    serving: dict[GroupId, list[int]] = {}
    for window in sorted(hall.window, key=lambda window: window.number):
        for group_id in window.serves:
            serving.setdefault(group_id, []).append(window.number)
    return {group_id: tuple(numbers) for group_id, numbers in serving.items()}


def _end_of(opening: Opening) -> str:
    return "24:00" if opening.past_midnight else f"{opening.ends:%H:%M}"


def _first_called(priority: Priority) -> int:
    return priority.rank


def window_ranges(numbers: Sequence[int]) -> str:
    """Return sorted numbers the way people read them: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def page_of(entries: Sequence[T], page: int, page_size: int) -> tuple[Sequence[T], Paging]:
    """Cut one page, from 0, out of `entries`. A page past the end is the last one."""
    pages = max(1, -(-len(entries) // page_size))
    page = max(0, min(page, pages - 1))
    return entries[page * page_size : (page + 1) * page_size], Paging(page + 1, pages)
