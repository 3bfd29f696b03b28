"""From the lines of a zone to a person's document, and how far its check digits bear it out.

What was misread is not guessed at: an O for a 0 stays an O, and the check digit says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from hardware.errors import MalformedReply
from hardware.idcard.masking import document_tail, masked_name
from hardware.idcard.records import Sex
from hardware.mrz.checks import FILLER, fits
from hardware.mrz.forms import LAYOUTS, Form, Layout, Place, form_of

_SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE}
_CENTURY: Final = 100
_EXPIRY_YEARS_MAX: Final = 50
"""An expiry date is taken to be no further than this from today, to either side."""


class Doubt(Enum):
    """What the check digits do not bear out. The document then wants somebody's confirmation."""

    NUMBER = "number"
    BIRTH = "birth"
    EXPIRY = "expiry"
    OPTIONAL = "optional"
    WHOLE = "whole"


class UnreadableZone(MalformedReply):
    """No zone, or one in which no check digit fits: lay the document down again."""


@dataclass(frozen=True)
class TravelDocument:
    """A passport, identity card, visa or travel permit, as its machine-readable zone has it.

    It never shows a person when printed or logged; ask for `masked_name` and `document_tail`.

    Attributes:
        code: what kind of document, as "P", "ID" or "CS".
        issuer: the state or organization, three letters or fewer.
        birth: None if the zone leaves it open, in whole or in part, or it is no day.
        expires: as `birth`.
        doubts: what the check digits contradict; none in a document that was read well.
    """

    form: Form
    code: str
    issuer: str = field(repr=False)
    surname: str = field(repr=False)
    given_names: str = field(repr=False)
    number: str = field(repr=False)
    nationality: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date | None = field(repr=False)
    expires: date | None = field(repr=False)
    optional: str = field(repr=False)
    doubts: frozenset[Doubt]

    @property
    def certain(self) -> bool:
        return not self.doubts

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given_names}".strip()

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def document_tail(self) -> str:
        return document_tail(self.number)

    def valid_on(self, day: date) -> bool:
        return self.expires is None or day <= self.expires

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years; None if it is unknown or in doubt."""
        if self.birth is None or Doubt.BIRTH in self.doubts:
            return None
        before_birthday = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - before_birthday


def read_document(lines: Sequence[str], today: date) -> TravelDocument:
    """Read the lines of one zone.

    Args:
        today: the zone has two digits of a year. Nobody is born later, and nobody is a hundred.

    Raises:
        UnreadableZone: the message never holds what stands in the zone.
    """
    form = form_of(lines)
    if form is None:
        raise UnreadableZone(f"{len(lines)} lines are no machine-readable zone")
    zone = _Zone(lines, LAYOUTS[form])
    checks = dict(zone.checks())
    if not any(checks.values()):
        raise UnreadableZone("no check digit of the machine-readable zone fits")
    birth, expires = zone.text(zone.layout.birth), zone.text(zone.layout.expiry)
    doubts = {doubt for doubt, right in checks.items() if not right}
    doubts |= {Doubt.BIRTH} if _is_no_day(birth) else set()
    doubts |= {Doubt.EXPIRY} if _is_no_day(expires) else set()
    surname, _, given_names = zone.text(zone.layout.name).partition(FILLER * 2)
    return TravelDocument(
        form=form,
        code=lines[0][:2].rstrip(FILLER),
        issuer=zone.text(zone.layout.issuer).rstrip(FILLER),
        surname=_words(surname),
        given_names=_words(given_names),
        number=zone.number.replace(FILLER, ""),
        nationality=zone.text(zone.layout.nationality).rstrip(FILLER),
        sex=_SEXES.get(zone.text(zone.layout.sex), Sex.NOT_STATED),
        birth=_birth(birth, today),
        expires=_expiry(expires, today),
        optional=zone.optional,
        doubts=frozenset(doubts),
    )


class _Zone:
    def __init__(self, lines: Sequence[str], layout: Layout) -> None:
        self._lines = lines
        self.layout = layout

    def text(self, place: Place | None) -> str:
        if place is None:
            return ""
        line, start, stop = place
        return self._lines[line][start:stop]

    def checks(self) -> Iterator[tuple[Doubt, bool]]:
        """Yield for every check digit of the form whether it fits."""
        layout = self.layout
        yield Doubt.NUMBER, fits(self.number, self._number_check)
        yield Doubt.BIRTH, self._field_fits(layout.birth)
        yield Doubt.EXPIRY, self._field_fits(layout.expiry)
        if layout.optional_check is not None:
            digit = self.text(layout.optional_check)
            text = "".join(map(self.text, layout.optional))
            yield Doubt.OPTIONAL, fits(text, digit, may_be_empty=True)
        if layout.composite is not None:
            text = "".join(map(self.text, layout.composed))
            yield Doubt.WHOLE, fits(text, self.text(layout.composite))

    @property
    def number(self) -> str:
        """The document's number, with what of a long one stands among the optional data."""
        return self.text(self.layout.number) + self._overflow[:-1]

    @property
    def _number_check(self) -> str:
        return self._overflow[-1:] or self._behind(self.layout.number)

    @property
    def _overflow(self) -> str:
        """The rest of a long number and its check digit; "" if the number is not long."""
        if self._behind(self.layout.number) != FILLER:
            return ""
        return self.text(self.layout.overflow).partition(FILLER)[0]

    @property
    def optional(self) -> str:
        parts = [self.text(place) for place in self.layout.optional]
        if self._overflow:
            parts[0] = parts[0].removeprefix(self._overflow)
        return _words(FILLER.join(parts))

    def _field_fits(self, place: Place) -> bool:
        return fits(self.text(place), self._behind(place))

    def _behind(self, place: Place) -> str:
        line, _, stop = place
        return self._lines[line][stop]


def _words(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _is_no_day(digits: str) -> bool:
    """Tell whether all six digits are there and name no day in any century."""
    return digits.isdigit() and not any(_day(century, digits) for century in (19, 20))


def _day(century: int, digits: str) -> date | None:
    try:
        return date.fromisoformat(f"{century:02}{digits[:2]}-{digits[2:4]}-{digits[4:6]}")
    except ValueError:
        return None


def _birth(digits: str, today: date) -> date | None:
    century = today.year // _CENTURY
    day = _day(century, digits)
    return day if day is not None and day <= today else _day(century - 1, digits)


def _expiry(digits: str, today: date) -> date | None:
    century = today.year // _CENTURY
    days = (_day(each, digits) for each in (century - 1, century, century + 1))
    near = (day for day in days if day and abs(day.year - today.year) <= _EXPIRY_YEARS_MAX)
    return max(near, default=None)
