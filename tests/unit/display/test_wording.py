import pytest

from contract.hall import Voice
from contract.ids import EpochMs, TicketNumber
from contract.text import Text
from display.core.utterance import announcement
from display.core.wording import Wording, chinese_count
from qtkit.speech.phrases import OH, YAO, Count, Spelled, Words
from tests.helpers.board import NOON, call
from tests.helpers.speech import sentence


@pytest.mark.parametrize(
    ("language", "number", "window", "said"),
    [
        ("zh", "A012", 3, "请A零一二号到三号窗口"),
        ("zh", "B999", 12, "请B九九九号到十二号窗口"),
        ("zh", "AB1040", 131, "请A B一零四零号到一百三十一号窗口"),
        ("en", "A012", 3, "Ticket A, 0 1 2, please go to window 3"),
        ("en", "AB1040", 131, "Ticket A, B, 1 0 4 0, please go to window 131"),
    ],
)
def test_a_call_is_said_with_every_digit(
    language: str, number: str, window: int, said: str
) -> None:
    assert sentence(language, TicketNumber(number), window) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"),
        (99, "九十九"), (100, "一百"), (102, "一百零二"), (110, "一百一十"), (112, "一百一十二"),
        (131, "一百三十一"), (200, "二百"), (999, "九百九十九"),
    ],
)  # fmt: skip
def test_windows_are_numbered_as_people_say_it(count: int, said: str) -> None:
    assert chinese_count(count) == said


@pytest.mark.parametrize("count", [-1, 1000])
def test_a_number_no_window_has_is_a_mistake_of_ours(count: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        chinese_count(count)


def test_an_announcement_has_a_sentence_for_each_language_in_turn() -> None:
    made = announcement(call(41, "A012", count=2), 3, ("en", "zh"), until_ms=NOON)

    assert made.name == "41-A012-3-2"
    assert made.until_ms == NOON
    assert [(each.language, each.text) for each in made.utterances] == [
        ("en", "Ticket A, 0 1 2, please go to window 3"),
        ("zh", "请A零一二号到三号窗口"),
    ]


@pytest.mark.parametrize(
    ("words", "language", "phrases"),
    [
        (Voice().call, "zh", ["请A零一二号", "到三号窗口"]),
        (Voice().call, "en", ["Ticket A, 0 1 2, ", "please go to window 3"]),
        (Text(zh="{number}，重庆厅{window}号", en="-{number}"), "zh", ["A零一二，", "重庆厅三号"]),
        (Text(zh="{number}", en="{number} to {window}"), "en", ["A, 0 1 2 ", "to 3"]),
        (Text(zh="{window}号，{number}，请", en="{number}"), "zh", ["三号，", "A零一二，请"]),
        (Text(zh="注意，{number}，{number}号", en="{number}"), "zh", ["注意，A零一二，A零一二号"]),
        (Text(zh="{number}", en="{number} {window}"), "en", ["A, 0 1 2 3"]),
    ],
)
def test_number_and_window_are_phrases_of_their_own_where_one_can_breathe(
    words: Text, language: str, phrases: list[str]
) -> None:
    made = Wording(Voice(call=words)).phrases(language, TicketNumber("A012"), 3, None)

    assert [phrase.text for phrase in made] == phrases


def test_pieces_say_what_is_spelled_what_is_counted_and_how_the_rest_is_written() -> None:
    voice = Voice(pronounce={"zh": {"窗口": "窗户"}})

    number, window = Wording(voice).phrases("zh", TicketNumber("A012"), 3, None)

    assert number.pieces == (
        Words("请", "请"),
        Spelled(tuple("A012"), "A零一二"),
        Words("号", "号"),
    )
    assert window.pieces == (Words("到", "到"), Count(3, "三"), Words("号窗口", "号窗户"))


def test_a_foreign_number_stays_in_the_folder_of_the_announcements() -> None:
    made = announcement(call(1, "../../A1"), 3, ("zh",), until_ms=EpochMs(0))

    assert made.name == "1-______A1-3-1"


@pytest.mark.parametrize(
    ("voice", "language", "said"),
    [
        (Voice(one="幺"), "zh", "请A零幺二号到十一号窗口"),
        (Voice(zero="oh"), "en", "Ticket A, oh 1 2, please go to window 11"),
        (Voice(pronounce={"zh": {"窗口": "窗户"}}), "zh", "请A零一二号到十一号窗户"),
        (
            Voice(pronounce={"en": {"go": "proceed", "window": "counter"}}),
            "en",
            "Ticket A, 0 1 2, please proceed to counter 11",
        ),
        (
            Voice(call=Text(zh="{number}，重庆厅{window}号", en="{number}: {window}")),
            "zh",
            "A零一二，重庆厅十一号",
        ),
    ],
)
def test_a_hall_says_it_in_its_own_way(voice: Voice, language: str, said: str) -> None:
    assert Wording(voice).sentence(language, TicketNumber("A012"), 11, None) == said


@pytest.mark.parametrize(
    ("voice", "language", "signs"),
    [
        (Voice(), "zh", ("A", "B", "0", "1")),
        (Voice(one="幺"), "zh", ("A", "B", "0", YAO)),
        (Voice(one="幺"), "en", ("A", "B", "0", "1")),
        (Voice(zero="oh"), "en", ("A", "B", OH, "1")),
    ],
)
def test_a_number_is_spelled_in_signs_that_a_pack_has_clips_of(
    voice: Voice, language: str, signs: tuple[str, ...]
) -> None:
    [number, _] = Wording(voice).phrases(language, TicketNumber("AB01"), 3, None)

    assert [piece.signs for piece in number.pieces if isinstance(piece, Spelled)] == [signs]
