"""A list of appointments as offices export it: CSV with a line of headings. Pure.

Names and document numbers are masked and hashed while a line is read, and go no further.
"""

import csv
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from io import StringIO
from typing import Final, TypeVar

from contract.codes import AppointmentCode, code_of, plain
from contract.hall import HallFile
from contract.hall.slots import slots
from contract.ids import NOBODY, EpochMs, GroupId, ItemId, PersonHash
from contract.messages.commands import GivenCard
from hardware.idcard.masking import document_tail, masked_name
from hardware.idcard.numbers import is_mistyped, tidy_number
from kiosk.core.persons import person_hash

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("day", "date", "日期", "预约日期"),
    "time": ("time", "时间", "时段", "预约时间", "预约时段"),
    "group": ("group", "service", "业务", "预约业务"),
    "item": ("item", "事项", "预约事项"),
    "code": ("code", "预约码", "预约号"),
    "name": ("name", "姓名"),
    "document": ("document", "证件号", "证件号码", "身份证号"),
}
"""What each column may be called; the first name is used in messages."""

_NEEDED: Final = ("day", "time", "group")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_TIME: Final = re.compile(r"(\d{1,2})[:：](\d{2})(?::\d{2})?(?:\s*[-–—~至]\s*\d{1,2}[:：]\d{2})?")
_CODE: Final = re.compile(r"[0-9A-Za-z]{6,16}")
_LOST_DIGITS: Final = re.compile(r"[\d.]+E\+?\d+")
_SHOWN_MAX: Final = 8

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Booking:
    """One line of the list, as it is sent."""

    line: int
    group_id: GroupId
    item_id: ItemId | None
    slot_at_ms: EpochMs
    code: AppointmentCode
    person_hash: PersonHash
    visitor: GivenCard | None


class Mistake(Exception):
    """What is wrong in which line and column, and what to do about it."""

    def __init__(self, line: int, column: str, problem: str) -> None:
        super().__init__(f"line {line}, {column}: {problem}")
        self.line = line


class Reader:
    """Reads a list for a hall. With the key of its kiosks, ID cards can check in, too."""

    def __init__(self, file: HallFile, *, key: bytes | None, now_ms: EpochMs) -> None:
        self._file = file
        self._key = key
        self._now_ms = now_ms
        self._groups = {
            name: group.id
            for group in file.group
            for name in (group.id, group.name.zh, group.name.en)
        }

    def read(self, data: bytes) -> tuple[list[Booking], list[Mistake]]:
        """Return the bookings of a list, and all its mistakes."""
        bookings: list[Booking] = []
        mistakes: list[Mistake] = []
        seen: dict[str, int] = {}
        try:
            for line, row in _rows(_text(data)):
                try:
                    bookings.append(self._booking(line, row, seen))
                except Mistake as mistake:
                    mistakes.append(mistake)
        except Mistake as mistake:
            mistakes.append(mistake)
        return bookings, mistakes

    def _booking(self, line: int, row: Mapping[str, str], seen: dict[str, int]) -> Booking:
        day = _checked(line, row, "day", _read_day)
        clock = _checked(line, row, "time", _read_time)
        group_id = self._group(line, row["group"])
        code = self._code(line, row, seen)
        document, name = _document(line, row["document"]), row["name"]
        return Booking(
            line=line,
            group_id=group_id,
            item_id=self._item(line, row["item"], group_id),
            slot_at_ms=self._slot(line, group_id, day, clock),
            code=code,
            person_hash=(
                person_hash(self._key, day.isoformat(), document)
                if self._key and document
                else NOBODY
            ),
            visitor=_card(name, document),
        )

    def _group(self, line: int, name: str) -> GroupId:
        group_id = self._groups.get(name)
        takers = [group for group in self._file.group if group.takes_appointments]
        if group_id is None or not self._file.groups[group_id].takes_appointments:
            known = ", ".join(f"{group.id} ({group.name.zh})" for group in takers) or "none does"
            why = "there is no group" if group_id is None else "no appointments are taken for"
            raise Mistake(line, "group", f'{why} "{name}"; these take appointments: {known}')
        return group_id

    def _item(self, line: int, name: str, group_id: GroupId) -> ItemId | None:
        if not name:
            return None
        for item in self._file.item:
            if item.group == group_id and name in (item.id, item.name.zh, item.name.en):
                return item.id
        problem = (
            f'group {group_id} has no item "{name}"; write one of its items, or leave it empty'
        )
        raise Mistake(line, "item", problem)

    def _slot(self, line: int, group_id: GroupId, day: date, clock: time) -> EpochMs:
        that_day = slots(self._file, group_id, day)
        if not that_day:
            problem = f"no slot of {group_id} is on {day}; the group is closed then"
            raise Mistake(line, "day", problem)
        for slot in that_day:
            if self._clock(slot.begins_ms) == f"{clock:%H:%M}":
                if slot.begins_ms <= self._now_ms:
                    raise Mistake(line, "day", f"{day} {clock:%H:%M} is over; take the line out")
                return slot.begins_ms
        begin = [self._clock(slot.begins_ms) for slot in that_day]
        near = sorted(begin, key=lambda other: abs(_minutes(other) - _minutes(f"{clock:%H:%M}")))
        shown = ", ".join(sorted(near[:_SHOWN_MAX]))
        raise Mistake(line, "time", f"no slot begins at {clock:%H:%M}; near it: {shown}")

    def _clock(self, at_ms: EpochMs) -> str:
        return f"{datetime.fromtimestamp(at_ms / 1000, self._file.time_zone):%H:%M}"

    def _code(self, line: int, row: Mapping[str, str], seen: dict[str, int]) -> AppointmentCode:
        """Return the code of a line, or the one that the key gives to just this line."""
        given = row["code"]
        if given and not _CODE.fullmatch(given):
            raise Mistake(line, "code", f'"{given}" is no code; 6 to 16 letters and digits are')
        if not given and self._key is None:
            problem = "is empty; write a code, or give the hall's --person-key-file to make one"
            raise Mistake(line, "code", problem)
        content = "\n".join(row[name] for name in COLUMNS)
        code = plain(given) if given else _made(self._key or b"", content)
        if code in seen:
            what = "this code" if given else "the very same appointment"
            problem = f"{what} stands in line {seen[code]} already; give each a code of its own"
            raise Mistake(line, "code", problem)
        seen[code] = line
        return code


def _document(line: int, cell: str) -> str:
    """Return a document's number as it stands there. Mistakes never show it."""
    number = tidy_number(cell)
    if _LOST_DIGITS.fullmatch(number):
        problem = "has lost its last digits in a spreadsheet; make the column text, export anew"
        raise Mistake(line, "document", problem)
    if is_mistyped(number):
        problem = "is no number of an ID card: its check digit or its date is wrong; correct it"
        raise Mistake(line, "document", problem)
    return number


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Mistake(1, "file", "is neither UTF-8 nor GB18030; export it anew, as CSV UTF-8")


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield every line that is not empty, by the first names of its columns."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    columns = _columns([cell.strip() for cell in next(reader, [])])
    line = reader.line_num + 1
    for raw in reader:
        cells = [cell.strip() for cell in raw]
        if any(cells):
            if len(cells) > len(columns):
                problem = f"has {len(cells)} cells, and there are {len(columns)} headings"
                raise Mistake(line, "line", problem)
            yield line, dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        line = reader.line_num + 1


def _columns(headings: list[str]) -> list[str]:
    named = {other: name for name, others in COLUMNS.items() for other in others}
    found = [named.get(heading.lower(), "") for heading in headings]
    for name in _NEEDED:
        if name not in found:
            names = " or ".join(COLUMNS[name])
            raise Mistake(1, "headings", f"no column is called {names}; the first line names them")
    for heading, name in zip(headings, found, strict=True):
        if name and found.count(name) > 1:
            raise Mistake(1, "headings", f'"{heading}" says the same as another column')
    return [name or f"?{heading}" for heading, name in zip(headings, found, strict=True)]


def _checked(line: int, row: Mapping[str, str], column: str, read: Callable[[str], T]) -> T:
    try:
        return read(row[column])
    except ValueError as error:
        raise Mistake(line, column, str(error)) from None


def _read_day(text: str) -> date:
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    raise ValueError(f'"{text}" is not a day; write it as 2026-11-24')


def _read_time(text: str) -> time:
    match = _TIME.fullmatch(text)
    try:
        if match:
            return time(int(match[1]), int(match[2]))
    except ValueError:
        pass
    raise ValueError(f'"{text}" is not a time; write when the slot begins, as 09:30')


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _card(name: str, document: str) -> GivenCard | None:
    if not name and not document:
        return None
    return GivenCard(masked_name=masked_name(name), document_tail=document_tail(document))


def _made(key: bytes, content: str) -> AppointmentCode:
    """Return the same code for the same line each time, which nobody tells without the key."""
    return code_of(hmac.new(key, f"code\n{content}".encode(), sha256).digest())
