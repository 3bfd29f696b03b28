"""A list of appointments, as offices export it."""

import pytest

from contract.codes import LETTERS
from contract.ids import EpochMs
from hallcall.appointments.reading import Booking, Mistake, Reader
from kiosk.core.persons import person_hash
from tests.helpers.appointments import booking_hall
from tests.helpers.scene import at

KEY = b"0123456789abcdef"
NUMBER = "11010519491231002X"
WEEK = {"monday": ["08:30-12:00", "13:30-17:30"], "tuesday": [], "wednesday": [], "sunday": []}
SUNDAY = at("12:00", "2026-11-22")


def read(
    text: str | bytes, *, key: bytes | None = KEY, now_ms: EpochMs = SUNDAY
) -> tuple[list[Booking], list[Mistake]]:
    data = text.encode() if isinstance(text, str) else text
    return Reader(booking_hall(hours=WEEK), key=key, now_ms=now_ms).read(data)


def bookings(text: str | bytes, **options: bytes | None) -> list[Booking]:
    found, mistakes = read(text, **options)  # type: ignore[arg-type]
    assert mistakes == []
    return found


def mistakes(text: str | bytes, **options: bytes | None) -> list[str]:
    return [str(mistake) for mistake in read(text, **options)[1]]  # type: ignore[arg-type]


HEAD = "day,time,group,item,code,name,document\n"


def test_a_line_becomes_a_booking_without_a_name_or_a_number() -> None:
    [booking] = bookings(HEAD + f"2026-11-23,10:00,general,permit,abc234,张三丰,{NUMBER.lower()}\n")

    assert (booking.line, booking.group_id, booking.item_id) == (2, "general", "permit")
    assert (booking.slot_at_ms, booking.code) == (at("10:00"), "ABC234")
    assert booking.person_hash == person_hash(KEY, "2026-11-23", NUMBER)
    assert booking.visitor is not None
    assert (booking.visitor.masked_name, booking.visitor.document_tail) == ("张**", "002X")
    assert "三丰" not in repr(booking)
    assert NUMBER not in repr(booking)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_and_names_in_every_encoding_that_spreadsheets_write(
    encoding: str,
) -> None:
    text = (
        "预约日期,预约时段,业务,事项,预约码,姓名\r\n2026/11/23,9:30-10:00,general,,K7M3PQ,王五\r\n"
    )

    [booking] = bookings(text.encode(encoding))

    assert (booking.slot_at_ms, booking.code) == (at("09:30"), "K7M3PQ")
    assert booking.visitor is not None
    assert booking.visitor.masked_name == "王*"


@pytest.mark.parametrize("day", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日"])
@pytest.mark.parametrize("time", ["9:30", "09:30", "09:30:00", "9:30-10:00", "9：30"])
def test_days_and_times_as_people_write_them(day: str, time: str) -> None:
    [booking] = bookings(f"day;time;group;code\n{day};{time};general;K7M3PQ\n")
    assert booking.slot_at_ms == at("09:30")


def test_a_line_without_a_code_gets_the_same_one_each_time_and_others_differ() -> None:
    text = HEAD + "2026-11-23,10:00,general,,,张三,1\n2026-11-23,10:00,general,,,李四,2\n"

    first, again = bookings(text), bookings(text)
    other_key = bookings(text, key=b"another key for it")

    assert [one.code for one in first] == [one.code for one in again]
    assert len({one.code for one in (*first, *other_key)}) == 4
    assert set(first[0].code) <= set(LETTERS)


def test_without_the_key_codes_are_asked_for_and_cards_are_not_known() -> None:
    [booking] = bookings(HEAD + f"2026-11-23,10:00,general,,K7M3PQ,张三,{NUMBER}\n", key=None)
    assert booking.person_hash == ""

    [mistake] = mistakes(HEAD + "2026-11-23,10:00,general,,,张三,\n", key=None)
    assert mistake == (
        "line 2, code: is empty; write a code, or give the hall's --person-key-file to make one"
    )


def test_every_wrong_line_is_named_with_its_column_and_what_to_do() -> None:
    lines = [
        "23.11.26,10:00,general,,AAAAA2,,",
        "2026-11-31,10:00,general,,AAAAA3,,",
        "2026-11-23,ten,general,,AAAAA4,,",
        "2026-11-23,10:10,general,,AAAAA5,,",
        "2026-11-24,10:00,general,,AAAAA6,,",
        "2026-11-23,10:00,cashier,,AAAAA7,,",
        "2026-11-23,10:00,nobody,,AAAAA8,,",
        "2026-11-23,10:00,general,fee,AAAAA9,,",
        "2026-11-23,10:00,general,,A-2,,",
        "2026-11-23,10:00,general,,BBBBB2,,",
        "",
        "2026-11-23,10:00,general,,bbbbb2,,",
        "2026-11-23,10:00,general,,CCCCC2,,,,",
    ]

    found = mistakes(HEAD + "\n".join(lines))

    assert found == [
        'line 2, day: "23.11.26" is not a day; write it as 2026-11-24',
        'line 3, day: "2026-11-31" is not a day; write it as 2026-11-24',
        'line 4, time: "ten" is not a time; write when the slot begins, as 09:30',
        (
            "line 5, time: no slot begins at 10:10; near it: 08:30, 09:00, 09:30, 10:00, 10:30, "
            "11:00, 11:30, 13:30"
        ),
        "line 6, day: no slot of general is on 2026-11-24; the group is closed then",
        (
            'line 7, group: no appointments are taken for "cashier"; these take appointments: '
            "general (general)"
        ),
        'line 8, group: there is no group "nobody"; these take appointments: general (general)',
        'line 9, item: group general has no item "fee"; write one of its items, or leave it empty',
        'line 10, code: "A-2" is no code; 6 to 16 letters and digits are',
        "line 13, code: this code stands in line 11 already; give each a code of its own",
        "line 14, line: has 9 cells, and there are 7 headings",
    ]


def test_what_is_over_is_named_too() -> None:
    found, wrong = read(HEAD + "2026-11-23,10:00,general,,AAAAA2,,\n", now_ms=at("10:00"))
    assert found == []
    assert [str(mistake) for mistake in wrong] == [
        "line 2, day: 2026-11-23 10:00 is over; take the line out"
    ]


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        (b"", "headings: no column is called day or date or 日期 or 预约日期"),
        (b"day,time\n", "headings: no column is called group or service or 业务 or 预约业务"),
        ("day,日期,time,group\n".encode(), 'headings: "day" says the same as another column'),
        (b"\xff\xff\xff", "file: is neither UTF-8 nor GB18030"),
    ],
)
def test_a_file_that_is_no_list_is_told_so(data: bytes, mistake: str) -> None:
    [told] = mistakes(data)
    assert told.startswith(f"line 1, {mistake}")


def test_columns_that_mean_nothing_here_are_passed_over() -> None:
    [booking] = bookings("序号,day,time,group,code,备注\n1,2026-11-23,10:00,general,K7M3PQ,急\n")
    assert booking.code == "K7M3PQ"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("１１０１０５１９４９１２３１００２Ｘ", NUMBER),  # full width, as some systems export it
        (" 110105 19491231 002x ", NUMBER),
        ("H01234567 01", "H01234567"),  # a travel permit, and how often it was issued
    ],
)
def test_a_number_is_the_one_that_the_card_will_say_however_it_is_written(
    cell: str, number: str
) -> None:
    [booking] = bookings(HEAD + f"2026-11-23,10:00,general,,abc234,张三,{cell}\n")
    assert booking.person_hash == person_hash(KEY, "2026-11-23", number)


@pytest.mark.parametrize(
    ("cell", "words"),
    [("110105194912310021", "check digit"), ("1.10105E+17", "spreadsheet")],
)
def test_a_number_that_no_card_can_say_is_a_mistake_and_is_not_shown(cell: str, words: str) -> None:
    [mistake] = mistakes(HEAD + f"2026-11-23,10:00,general,,abc234,张三,{cell}\n")
    assert "line 2, document" in mistake
    assert words in mistake
    assert cell not in mistake
