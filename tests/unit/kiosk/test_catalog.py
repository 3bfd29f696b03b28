"""What the kiosk offers, how it is found, and what stands on the slip."""

import pytest

from contract.ids import DeviceId, EpochMs, GroupId, PriorityId, TicketId, TicketNumber
from contract.messages.answers import TicketSlip
from contract.text import Text
from contract.waits import minutes
from kiosk.core.catalog import Catalog, page_of, window_ranges
from kiosk.core.screens import Paging
from kiosk.core.search import LETTERS, ItemSearch, SearchKey
from kiosk.core.slip import slip_of
from tests.helpers.halls import shipped_hall, small_hall

K1 = DeviceId("k1")


@pytest.mark.parametrize(
    ("letters", "rank"),
    [
        ("YH", 0),  # 银行, read háng
        ("YX", 0),  # the same characters, read xíng
        ("KH", 1),
        ("YHKHZMGRAL", 0),
        ("YHKHZMGRALA", None),
        ("A", 0),  # Account begins a word, and the A of A类
        ("PROO", 1),
        ("ROOF", None),
        ("Q", None),
    ],
)
def test_a_name_is_found_by_its_initials_or_by_english_words(
    letters: str, rank: int | None
) -> None:
    key = SearchKey.of(Text(zh="银行开户证明（个人）A类", en="Account proof (personal)"))

    assert key.rank(letters) == rank


def test_what_begins_with_the_letters_comes_first() -> None:
    search = ItemSearch(shipped_hall("street").item)

    found = [item.name.zh for item in search.find("JZ")]

    assert found[:2] == ["居住证申领受理", "居住地证明开具"]


def test_every_letter_said_to_lead_on_does_and_no_other() -> None:
    search = ItemSearch(shipped_hall("street").item)
    live = search.live_letters("J")

    assert live
    assert {letter for letter in LETTERS if search.find("J" + letter)} == set(live)


def test_before_any_letter_what_is_asked_for_often_is_shown() -> None:
    search = ItemSearch(shipped_hall("street").item)

    assert all(item.hot for item in search.find(""))
    assert search.find("")


def test_a_kiosk_offers_what_the_hall_file_gives_it() -> None:
    hall = shipped_hall("street")
    own = hall.kiosk[0].model_copy(update={"groups": (GroupId("housing"),)})
    hall = hall.model_copy(update={"kiosk": (own,)})

    catalog = Catalog(hall, K1)

    assert list(catalog.groups) == ["housing"]
    assert {item.group for item in catalog.items.values()} == {"housing"}


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((), ""), ((3,), "3"), ((1, 2, 3, 7), "1-3, 7"), ((1, 3, 5, 6), "1, 3, 5-6")],
)
def test_windows_are_listed_as_people_read_them(numbers: tuple[int, ...], text: str) -> None:
    assert window_ranges(numbers) == text


@pytest.mark.parametrize(
    ("page", "entries", "paging"),
    [(0, [1, 2], Paging(1, 3)), (2, [5], Paging(3, 3)), (9, [5], Paging(3, 3))],
)
def test_a_long_list_comes_in_pages(page: int, entries: list[int], paging: Paging) -> None:
    assert page_of([1, 2, 3, 4, 5], page, 2) == (entries, paging)


def test_an_empty_list_has_one_page() -> None:
    assert page_of([], 0, 8) == ([], Paging(1, 1))


def test_the_highest_class_that_age_gives_is_taken() -> None:
    hall = shipped_hall("street")
    elder = hall.priorities[PriorityId("elder")]
    oldest = elder.model_copy(update={"id": PriorityId("oldest"), "rank": 2, "from_age": 80})
    hall = hall.model_copy(update={"priority": (elder, oldest)})

    catalog = Catalog(hall, K1)

    assert catalog.priority_at(85) == "elder"


@pytest.mark.parametrize(
    ("wait_s", "bound_s", "shown"),
    [
        (None, None, None),
        (0, 20, ""),
        (0, 61, "1–2"),
        (60, 61, "1–2"),
        (570, 871, "10–15"),
        (570, 600, "10"),
        (570, None, "10"),
    ],
)
def test_waits_are_a_range_of_minutes_rounded_up(
    wait_s: int | None, bound_s: int | None, shown: str | None
) -> None:
    wait_ms, bound_ms = (None if each is None else each * 1000 for each in (wait_s, bound_s))

    assert minutes(wait_ms, bound_ms) == shown


def test_a_slip_says_when_and_where_in_the_halls_own_time() -> None:
    hall = small_hall()
    ticket = TicketSlip(
        ticket_id=TicketId("2025-11-24.A012"),
        number=TicketNumber("A012"),
        group_id=GroupId("general"),
        item_id=None,
        issued_at_ms=EpochMs(1_763_949_600_000),
        ahead=3,
        wait_ms=None,
    )

    slip = slip_of(ticket, Catalog(hall, K1))

    assert f"{slip.issued:%Y-%m-%d %H:%M}" == "2025-11-24 10:00"
    assert (slip.service.en, slip.windows, slip.code) == ("General", "1", "2025-11-24.A012")


def test_the_code_opens_the_halls_own_page_where_there_is_one() -> None:
    hall = small_hall()
    site = hall.hall.model_copy(update={"ticket_url": "https://hall.example/t/{ticket}"})
    hall = hall.model_copy(update={"hall": site})
    ticket = TicketSlip(
        ticket_id=TicketId("2025-11-24.A012"),
        number=TicketNumber("A012"),
        group_id=GroupId("general"),
        item_id=None,
        issued_at_ms=EpochMs(0),
        ahead=0,
        wait_ms=None,
    )

    assert slip_of(ticket, Catalog(hall, K1)).code == "https://hall.example/t/2025-11-24.A012"
