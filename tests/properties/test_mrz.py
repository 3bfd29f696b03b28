"""Zones with one sign wrong, and zones among anything else a reader may send."""

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedReply
from hardware.mrz import Form, MrzCollector, read_document
from hardware.mrz.forms import LAYOUTS, Place, form_of
from tests.helpers.zones import SPECIMENS, china_passport, china_permit

TODAY = date(2026, 11, 28)
ZONES = [*SPECIMENS, china_passport(), (china_permit(),)]
SIGNS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", min_size=1, max_size=44)


def checked_places(form: Form) -> list[Place]:
    """Return where the standard notices a wrong digit: its checked fields and their digits."""
    layout = LAYOUTS[form]
    fields = [layout.number, layout.birth, layout.expiry, *layout.composed]
    extra = [place for place in (layout.optional_check, layout.composite) if place]
    return [(line, start, min(stop + 1, layout.length)) for line, start, stop in fields] + extra


@given(st.data(), st.sampled_from(ZONES))
def test_one_changed_digit_is_always_noticed(data: st.DataObject, lines: tuple[str, ...]) -> None:
    form = form_of(lines)
    assert form is not None
    places = [
        (line, at)
        for line, start, stop in checked_places(form)
        for at in range(start, stop)
        if lines[line][at].isdigit()
    ]
    line, at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != lines[line][at]]))
    changed = list(lines)
    changed[line] = lines[line][:at] + other + lines[line][at + 1 :]
    with suppress(MalformedReply):
        assert not read_document(changed, TODAY).certain


@given(st.lists(SIGNS, max_size=4))
def test_nothing_but_a_refusal_comes_of_any_lines(lines: list[str]) -> None:
    with suppress(MalformedReply):
        assert read_document(lines, TODAY).form in LAYOUTS


@given(
    st.lists(st.one_of(st.text(max_size=50), SIGNS), max_size=5),
    st.sampled_from([lines for lines in ZONES if len(lines) > 1]),
)
def test_a_zone_is_found_behind_anything(noise: list[str], lines: tuple[str, ...]) -> None:
    collector = MrzCollector()
    for text in noise:
        collector.feed(text)
    assert [collector.feed(line) for line in lines][-1] == lines
