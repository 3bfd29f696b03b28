"""Every kind of mistake in a hall file: which line, which value, which words."""

import pytest

from contract.hall import HallFileInvalid, parse_hall
from contract.hall.parse import TEXT_CHARS_MAX
from tests.helpers.halls import SMALL_HALL


def mistakes(text: str) -> list[str]:
    with pytest.raises(HallFileInvalid) as caught:
        parse_hall(text, file="small.toml")
    return [str(error) for error in caught.value.errors]


def changed(old: str, new: str) -> str:
    assert SMALL_HALL.count(old) == 1, f"{old!r} must stand once in the small hall"
    return SMALL_HALL.replace(old, new)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def place(text: str, part: str) -> str:
    return f"small.toml:{line_of(text, part)}"


def test_the_small_hall_itself_has_no_mistake() -> None:
    assert parse_hall(SMALL_HALL).hall.id == "small"


VALUES = [
    # what stands there, what is written instead, where, what is said
    ('id = "small"', 'id = "Small Hall"', "hall . id",
     '"Small Hall" is not allowed here; wanted: small letters, digits and hyphens, at most 40'),
    ('zh = "小厅"', 'zh = ""', "hall . name . zh", "is empty; write something"),
    ('zh = "小厅"', "zh = 7", "hall . name . zh", '7 is not a text; texts stand in quotes: "…"'),
    ('zh = "小厅"', f'zh = "{"厅" * 201}"', "hall . name . zh",
     "is too long; at most 200 characters"),
    ('level = "community"', 'level = "village"', "hall . level",
     "\"village\" is not known here; allowed: 'district', 'street' or 'community'"),
    ('level = "community"', 'level = "community"\ntime_zone = "Asia/Peking"', "hall . time_zone",
     'unknown time zone "Asia/Peking"; an IANA name is wanted, as "Asia/Shanghai"'),
    ('level = "community"', 'level = "community"\nday_begins = "4 am"', "hall . day_begins",
     '"4 am" is not a time of day, as 04:00:00'),
    ('level = "community"', 'level = "community"\nlevle = 3', "hall . levle",
     'unknown key "levle"; did you mean "level"?'),
    ('level = "community"', 'level = "community"\n[calendar]\ncountry = "China"',
     "calendar . country",
     'no public holidays are known of "China"; two capital letters are wanted, as "CN"'),
    ('level = "community"', 'level = "community"\n[[calendar.day]]\ndate = "5 December"',
     "calendar . day 1 . date", '"5 December" is not a date, as 2026-12-05'),
    ('level = "community"', 'level = "community"\n[[calendar.day]]\ndate = 7',
     "calendar . day 1 . date", "7 is not a date, as 2026-12-05"),
    ('level = "community"',
     'level = "community"\n[calendar]\nday = [{ date = 2026-12-05 }, { date = 2026-12-05 }]',
     "calendar . day", "2026-12-05 stands twice"),
    ('letter = "A"', 'letter = "a"', "series a . letter",
     '"a" is not allowed here; wanted: one or two capital letters, as "A"'),
    ('letter = "A"', 'letter = "A"\nlast = 1000', "series a . last",
     "the last number, 1000, does not fit into 3 digits"),
    ('letter = "A"', 'letter = "A"\nfirst = 20\nlast = 10', "series a . last",
     "the last number, 10, is before the first, 20"),
    ('printer = { url = "/dev/printer" }',
     'printer = { url = "/dev/printer" }\nalone = { first = 900, last = 899 }',
     "kiosk k1 . alone . last", "the last number, 899, is before the first, 900"),
    ('printer = { url = "/dev/printer" }',
     'printer = { url = "/dev/printer" }\nalone = { first = 990, last = 1000 }',
     "kiosk k1 . alone . last", 'series "a" has the numbers 1 to 999, not 990 to 1000'),
    ('printer = { url = "/dev/printer" }',
     'printer = { url = "/dev/printer" }\nalone = { first = 1, last = 999 }',
     "kiosk k1 . alone . last", 'these are all numbers of series "a": none is left for the hall'),
    ('printer = { url = "/dev/printer" }',
     'printer = { url = "/dev/printer" }\nalone = { first = 900 }',
     "kiosk k1 . alone . last", "is missing"),
    ('printer = { url = "/dev/printer" }\n',
     ('printer = { url = "/dev/printer" }\nalone = { first = 900, last = 949 }\n\n[[kiosk]]\n'
      'id = "k2"\nzone = "room"\nprinter = { url = "/dev/p2" }\n'
      'alone = { first = 949, last = 960 }\n'),
     "kiosk k2 . alone . last", 'kiosk "k1" has 900 to 949 of series "a"'),
    ("mean_service_s = 300", "mean_service_s = 5", "group general . mean_service_s",
     "5 is too small; at least 10"),
    ("mean_service_s = 300", "mean_service_s = 99999", "group general . mean_service_s",
     "99999 is too large; at most 14400"),
    ("mean_service_s = 300", 'mean_service_s = "300"', "group general . mean_service_s",
     '"300" is not a whole number'),
    ("mean_service_s = 300", "mean_service_s = 7.5", "group general . mean_service_s",
     "7.5 is not a whole number"),
    ('department = "station"', 'department = "stattion"', "group general . department",
     'there is no department "stattion"; did you mean "station"?'),
    ('department = "station"', 'department = "xyz"', "group general . department",
     'there is no department "xyz"; known: station'),
    ("number = 1\n", "number = true\n", "window w1 . number", "true is not a whole number"),
    ('serves = ["general"]', "serves = []", "window w1 . serves",
     "is empty; at least 1 is wanted"),
    ('serves = ["general"]', 'serves = ["general", "genreal"]', "window w1 . serves 2",
     'there is no group "genreal"; did you mean "general"?'),
    ('serves = ["general"]', 'serves = ["general", ["general"]]', "window w1 . serves 2",
     "['general'] is not a text; texts stand in quotes: \"…\""),
    ('serves = ["general"]', 'serves = "general"', "window w1 . serves",
     '"general" is not a list; a list stands in brackets: [ … ]'),
    ('serves = ["general"]', 'serves = ["general"]\nweights = { general = 0 }',
     "window w1 . weights . general", "0 is too small; at least 1"),
    ('serves = ["general"]', 'serves = ["general"]\nweights = { genreal = 3 }',
     "window w1 . weights . genreal", 'the window does not serve "genreal"'),
    ('printer = { url = "/dev/printer" }', 'printer = "/dev/printer"', "kiosk k1 . printer",
     '"/dev/printer" is not a table of keys: { key = value, … }'),
    ('printer = { url = "/dev/printer" }', 'printer = { url = "/dev/printer", dots = 512 }',
     "kiosk k1 . printer . dots", "512 is not known here; allowed: 384 or 576"),
    ('printer = { url = "/dev/printer" }', 'printer = { url = "" }', "kiosk k1 . printer . url",
     "is empty; write something"),
    ('printer = { url = "/dev/printer" }', 'printer = { url = "/dev/printer" }\nidle_s = -1',
     "kiosk k1 . idle_s", "-1 is too small; more than 0.0 is wanted"),
    ('printer = { url = "/dev/printer" }', 'printer = { url = "/dev/printer" }\nidle_s = "long"',
     "kiosk k1 . idle_s", '"long" is not a number'),
    ("rating_address = 2", "rating_address = 1", "caller panel-1 . keypad . rating_address",
     "1 is already the call_address; every keypad of a bus has its own"),
    ("rating_address = 2 }", "rating_address = 2 }\nscreen_rating = true",
     "caller panel-1 . screen_rating", "the window has a rating keypad; leave screen_rating out"),
    ("rating_address = 2 }", 'rating_address = 2 }\nclerk = "c01"',
     "caller panel-1 . clerk", "clerks sign in at the panel themselves; clerk needs panel = false"),
    ("call_address = 1, rating_address = 2 }", "rating_address = 2 }\npanel = false",
     "caller panel-1 . panel", "without a panel it needs a keypad with a call_address"),
    (", rating_address = 2 }", " }\npanel = false\nscreen_rating = true",
     "caller panel-1 . screen_rating", "without a panel there is no screen to rate on"),
    ("rating_address = 2 }", """rating_address = 2 }
panel = false
clerk = "c01"
[[clerk]]
id = "c01"
name = { zh = "王", en = "W" }
pin = true""",
     "caller panel-1 . clerk", '"c01" signs in with a PIN, which a keypad cannot take'),
    ('level = "community"',
     'level = "community"\n[alarms]\nline_length = { raise_at = 5, clear_below = 6 }',
     "alarms . line_length", "clear_below, 6, is above raise_at, 5: the alarm would end while"),
    ('level = "community"', 'level = "community"\n[alarms]\nno_window = { raise_after_s = 9999 }',
     "alarms . no_window . raise_after_s", "9999 is too large; at most 3600"),
    ('level = "community"',
     ('level = "community"\n[ratings]\nreason = [{ id = "a", name = { zh = "甲", en = "A" } }, '
     '{ id = "a", name = { zh = "乙", en = "B" } }]'),
     "ratings . reason", '"a" stands 2 times; every reason has an id of its own'),
    ('level = "community"', 'level = "community"\n[ratings]\ncase_days = 0',
     "ratings . case_days", "0 is too small; at least 1"),
    ("rating_address = 2", "rating_address = 2, rating_levels = [5, 6]",
     "caller panel-1 . keypad . rating_levels 2", "6 is too large; at most 5"),
    (", call_address = 1, rating_address = 2", "", "caller panel-1 . keypad",
     "neither call_address nor rating_address: no keypad is there"),
    ('id = "board"', 'id = "k1"', "display k1 . id", '"k1" is already the id of a kiosk'),
    ('id = "board"', 'id = "observer"', "display observer . id",
     '"observer" is the name of another account'),
    ('kind = "board"', 'kind = "board"\nvoice = "loud"', "display board . voice",
     '"loud" is neither true nor false'),
    ('kind = "board"', 'kind = "board"\nwindow = "w1"', "display board . window",
     "a board shows a zone; leave window out"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "problem"), VALUES)
def test_a_mistake_is_named_with_its_line(old: str, new: str, where: str, problem: str) -> None:
    text = changed(old, new)
    first_line = line_of(SMALL_HALL, old)
    first, *others = [line for line in mistakes(text) if f": {where}: {problem}" in line]
    assert not others
    line = int(first.split(":")[1])
    assert first_line <= line <= first_line + new.count("\n")


@pytest.mark.parametrize(
    ("policy", "where", "problem"),
    [
        ('order = "lifo"', "policy . order", "\"lifo\" is not known here; allowed: 'strict', "),
        ("priority_run = 3", "policy . priority_run", 'counts only with order = "alternating"'),
        (
            'order = "accumulating"\nrates = { eldre = 3.0 }',
            "policy . rates . eldre",
            'there is no priority "eldre": the file names none at all',
        ),
        ('order = "accumulating"\nrates = { e = 0.5 }', "policy . rates . e", "0.5 is too small"),
    ],
)
def test_a_policy_that_cannot_be(policy: str, where: str, problem: str) -> None:
    text = f"{SMALL_HALL}\n[policy]\n{policy}\n"
    key = policy.splitlines()[-1]
    assert any(
        mistake.startswith(f"{place(text, key)}: {where}: {problem}") for mistake in mistakes(text)
    )


def test_a_window_display_needs_its_window() -> None:
    text = changed('kind = "board"', 'kind = "window"')
    assert mistakes(text) == [
        place(text, "[[display]]")
        + ': display board: a display of kind "window" needs window = "…"'
    ]


def test_a_window_display_stands_in_the_zone_of_its_window() -> None:
    text = SMALL_HALL + (
        '[[display]]\nid = "wd-1"\nkind = "window"\nwindow = "w1"\nzone = "annex"\n'
    )
    assert mistakes(text) == [
        place(text, 'zone = "annex"')
        + ': display wd-1 . zone: window "w1" is in zone "room", not here'
    ]


def test_a_group_that_no_window_serves_is_refused() -> None:
    text = SMALL_HALL.replace("[[zone]]", (
        '[[group]]\nid = "lonely"\nname = { zh = "孤", en = "Lonely" }\ndepartment = "station"\n'
        'series = "a"\nmean_service_s = 60\n\n[[zone]]'
    ), 1)  # fmt: skip
    assert mistakes(text) == [
        place(text, 'id = "lonely"') + ": group lonely . id: "
        'no window serves "lonely": its tickets would never be called'
    ]


@pytest.mark.parametrize(
    ("monday", "problem"),
    [
        ('["8-12"]', '"8-12" is not a span of hours, as "08:30-12:00"'),
        ('["12:00-08:00"]', '"12:00-08:00" ends before it begins'),
        ('["08:00-12:00", "11:30-17:00"]', "11:30 is before 12:00, the end of the span before it"),
        ('"08:00-12:00"', '"08:00-12:00" is not a list; a list stands in brackets: [ … ]'),
    ],
)
def test_hours_that_cannot_be(monday: str, problem: str) -> None:
    text = changed("[[department]]", f"[hours]\nmonday = {monday}\n\n[[department]]")
    (mistake,) = mistakes(text)
    assert mistake.startswith(place(text, "monday") + ": hours . monday")
    assert mistake.endswith(problem)


def test_numbers_and_letters_are_given_once() -> None:
    text = SMALL_HALL + (
        '[[window]]\nid = "w2"\nnumber = 1\nzone = "room"\nserves = ["general"]\n'
        '[[series]]\nid = "b"\nletter = "A"\n'
    )
    assert [mistake.split(": ", 1)[1] for mistake in mistakes(text)] == [
        "window w2 . number: 1 is already the number of window w1",
        "series b . letter: A is already the letter of series a",
    ]


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALL_HALL.replace('letter = "A"', 'letter = "a"')
        .replace("number = 1\n", "number = 0\n")
        .replace('serves = ["general"]', 'serves = ["general", "nowhere"]')
        .replace('printer = { url = "/dev/printer" }', "")
        .replace('level = "community"', "colour = 3")
    )
    assert [mistake.split(": ")[1] for mistake in mistakes(text)] == [
        "hall . level",
        "hall . colour",
        "series a . letter",
        "window w1 . number",
        "window w1 . serves 2",
        "kiosk k1 . printer",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = [", 1, "Invalid value"),
        ('[hall]\nid = "a"\nid = "b"\n', 3, "this key stands twice in its table"),
        ("[hall]\n[hall]\n", 2, "Cannot declare ('hall',) twice"),
        ("a = " + "[" * 5000, 1, "brackets stand in brackets too deeply"),
    ],
)
def test_text_that_is_not_toml(text: str, line: int, words: str) -> None:
    assert mistakes(text) == [f"small.toml:{line}: TOML: {words}"]


def test_a_huge_file_is_not_read() -> None:
    (mistake,) = mistakes("#" * (TEXT_CHARS_MAX + 1))
    assert "at most 4194304 are read" in mistake


def test_an_empty_file_says_what_is_missing() -> None:
    assert [mistake.split(": ")[1] for mistake in mistakes("")] == [
        "department", "group", "hall", "series", "window", "zone",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["hall = 3", "window = [1, 'a', {}]", "group = [[]]\nzone = {}"])
def test_tables_of_the_wrong_shape_are_mistakes_not_crashes(text: str) -> None:
    assert mistakes(text)
