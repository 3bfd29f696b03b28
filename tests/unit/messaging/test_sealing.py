"""Whole cards under seal: only the other half of the key opens them."""

import pytest

from contract.hall.privacy import Privacy
from contract.ids import HallId
from contract.messages.commands import GivenCard, WholeCard
from messaging.sealing import Seal, SealBroken, UnmaskingKeys, UnmaskingKeysInvalid

HALL = HallId("street")
CARD = WholeCard(name="欧阳娜娜", number="11010519491231002X")
FIRST = UnmaskingKeys([]).rotated()


def sealed(keys: UnmaskingKeys = FIRST, card: WholeCard = CARD, hall: HallId = HALL) -> str:
    return Seal(keys.public[-1], hall).seal(card)


def test_what_is_sealed_opens_with_the_other_half_read_from_its_file() -> None:
    keys = UnmaskingKeys.parse(str(FIRST), source="file")
    assert keys.open(sealed(), HALL) == CARD


def test_the_contract_and_the_hall_file_take_what_is_made_here() -> None:
    GivenCard(masked_name="欧***", document_tail="002X", whole=sealed())
    assert Privacy(unmasking_key=FIRST.public[-1]).unmasking_key == FIRST.public[-1]


def test_a_new_key_leaves_the_one_before_and_no_older() -> None:
    second = FIRST.rotated()
    assert second.open(sealed(FIRST), HALL) == second.open(sealed(second), HALL) == CARD
    with pytest.raises(SealBroken):
        second.rotated().open(sealed(FIRST), HALL)


def test_another_hall_s_card_and_one_that_was_touched_do_not_open() -> None:
    good = sealed()
    touched = ("B" if good[0] != "B" else "C") + good[1:]
    for broken in (sealed(hall=HallId("other")), touched, good[:40], "", "no base64!"):
        with pytest.raises(SealBroken) as error:
            FIRST.open(broken, HALL)
        assert CARD.name not in str(error.value)


def test_the_length_says_nothing_of_a_name_and_no_two_are_alike() -> None:
    short = sealed(card=WholeCard(name="王五", number=CARD.number))
    assert len(short) == len(sealed())
    assert sealed() != sealed()


def test_the_longest_card_fits_the_contract() -> None:
    longest = sealed(card=WholeCard(name="阿" * 100, number="9" * 40))
    assert len(longest) <= 1024


@pytest.mark.parametrize("text", ["", "not toml [", 'k1 = "c2hvcnQ="', "k1 = 3"])
def test_a_file_without_a_key_says_so_and_nothing_of_what_is_in_it(text: str) -> None:
    with pytest.raises(UnmaskingKeysInvalid, match="hallcall unmasking-key") as error:
        UnmaskingKeys.parse(text, source="panel.key")
    assert "c2hvcnQ" not in str(error.value)
