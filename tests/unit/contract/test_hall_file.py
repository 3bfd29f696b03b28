"""Hall files that are right: the shipped ones, what is left out, and where values stand."""

import tomllib
from collections import Counter
from datetime import datetime
from itertools import chain
from typing import Any

import pytest
from pydantic import ValidationError

from contract.hall import HallFile, parse_hall, summary
from contract.hall.lines import Lines
from contract.hall.words import _WORDS
from contract.ids import GroupId
from tests.helpers.halls import HALLS, SMALL_HALL, shipped_hall


def test_the_street_hall_has_its_size() -> None:
    sizes = dict(summary(shipped_hall("street")))
    assert (sizes["windows"], sizes["zones"], sizes["kiosks"]) == (8, 2, 1)
    assert sizes["service items"] >= 30


def test_three_windows_of_the_street_hall_serve_every_line() -> None:
    hall = shipped_hall("street")
    first_three = hall.window[:3]
    lines = {group.id for group in hall.group if group.gives_tickets}
    assert set(chain.from_iterable(window.serves for window in first_three)) == lines


def test_a_changed_copy_of_a_hall_knows_nothing_of_what_the_hall_has_worked_out() -> None:
    hall = shipped_hall("street")
    assert set(hall.clerks) == {clerk.id for clerk in hall.clerk}

    alone = hall.model_copy(update={"clerk": hall.clerk[:1]})

    assert set(alone.clerks) == {hall.clerk[0].id}


def test_the_community_station_has_two_windows() -> None:
    assert dict(summary(shipped_hall("community")))["windows"] == 2


def test_the_whole_centre_has_the_size_of_the_reference_centre() -> None:
    sizes = dict(summary(shipped_hall("xicheng")))
    assert sizes["departments"] == 33
    assert sizes["service items"] == 368
    assert sizes["windows"] == 131
    assert sizes["back-office desks"] == 55
    assert sizes["zones"] == 4
    assert sizes["clerks"] == 260
    assert sizes["kiosks"] >= 8


def test_every_department_has_a_line_and_every_line_two_windows() -> None:
    hall = shipped_hall("xicheng")
    assert {group.department for group in hall.group} == {d.id for d in hall.department}
    serving = Counter(chain.from_iterable(window.serves for window in hall.window))
    assert set(serving) == set(hall.groups)
    assert min(serving.values()) >= 2


def test_every_window_has_a_panel_and_every_zone_a_board_with_voice() -> None:
    for path in HALLS.glob("*.toml"):
        hall = shipped_hall(path.stem)
        assert {caller.window for caller in hall.caller} == set(hall.windows), path
        speaking = {d.zone for d in hall.display if d.kind == "board" and d.voice}
        assert speaking == {zone.id for zone in hall.zone}, path


def test_every_item_has_papers_and_every_text_two_languages() -> None:
    for path in HALLS.glob("*.toml"):
        for item in shipped_hall(path.stem).item:
            assert item.papers, item.id
            assert item.name.zh != item.name.en, item.id


def test_what_is_left_out_has_a_default() -> None:
    hall = parse_hall(SMALL_HALL)
    assert hall.hall.time_zone == "Asia/Shanghai"
    assert hall.policy.recalls_max == 3
    assert hall.kiosk[0].groups == ()
    assert hall.openings.is_open(datetime(2026, 11, 22, 3, 0, tzinfo=hall.time_zone))
    assert hall.groups[GroupId("general")].mean_service_s == 300


LAYOUT = """\
title = "x"
[plain]
key = 1
"quoted key" = 2
dotted.inner = 3
list = [
  1,
  # a comment is no element
  { deep = 4 },
]
[[table]]
id = "one"
[[table]]
id = "two"
[table.sub]
key = 5
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("plain",), 2),
        (("plain", "quoted key"), 4),
        (("plain", "dotted", "inner"), 5),
        (("plain", "list"), 6),
        (("plain", "list", 1), 9),
        (("plain", "list", 1, "deep"), 9),
        (("table",), 11),
        (("table", 1, "id"), 14),
        (("table", 1, "sub", "key"), 16),
        (("table", 1, "missing"), 13),
        (("nowhere",), 1),
    ],
)
def test_every_value_has_a_line(path: tuple[str | int, ...], line: int) -> None:
    assert Lines(LAYOUT).of(path) == line


def test_the_words_cover_every_error_type_of_the_model() -> None:
    """Breaks every value of a full hall in every way, and expects words of ours for each."""
    data = tomllib.loads((HALLS / "street.toml").read_text(encoding="utf-8"))
    ours = {*_WORDS, "extra_forbidden", "value_error"}
    bad_values: tuple[object, ...] = ("", "?", -1, 1.5, 10**9, [], {}, True)
    met = {kind for bad in bad_values for kind in _errors(data, bad)}
    assert met <= ours, met - ours
    assert len(met) > 10


def _errors(data: dict[str, Any], bad: object) -> set[str]:
    broken = _with_every_leaf(data, bad)
    try:
        HallFile.model_validate(broken)
    except ValidationError as error:
        return {detail["type"] for detail in error.errors()}
    return set()


def _with_every_leaf(value: Any, bad: object) -> Any:
    if isinstance(value, dict):
        return {key: _with_every_leaf(inner, bad) for key, inner in value.items()}
    if isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        return [_with_every_leaf(inner, bad) for inner in value]
    return bad
