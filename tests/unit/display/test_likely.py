from contract.hall import HallFile, Voice
from contract.messages.state import BoardCall
from contract.text import Text
from display.core.likely import NUMBERS_AHEAD, Likely
from display.core.wording import Wording
from tests.helpers.board import HALL, MAIN, call


def likely(hall: HallFile = HALL, languages: tuple[str, ...] = ("zh",)) -> Likely:
    return Likely(hall, MAIN, languages, Wording.of(hall))


def texts(made: Likely, *waiting: BoardCall) -> list[str]:
    return [phrase.text for _, phrase in made.phrases(waiting)]


def test_at_first_the_first_numbers_and_every_window_are_likely() -> None:
    made = likely()

    assert made.on_calls([])
    said = texts(made)
    assert said[0] == "请A零零一号"
    assert "请B零零五号" in said
    assert {f"到{each}号窗口" for each in "一二三四"} < set(said)


def test_after_a_number_come_the_next_ones() -> None:
    made = likely()
    made.on_calls([call(1, "A012")])

    said = texts(made)

    assert [each for each in said if each.startswith("请A")] == [
        f"请A零一{digit}号" for digit in "三四五六七"[:NUMBERS_AHEAD]
    ]


def test_what_waits_to_be_said_comes_before_all_that_may_be() -> None:
    made = likely()
    waiting = call(1, "H040", "w3")
    made.on_calls([waiting])

    assert texts(made, waiting)[:2] == ["请H零四零号", "到三号窗口"]


def test_the_same_calls_again_make_nothing_else_likely() -> None:
    made = likely()
    made.on_calls([call(1, "A012")])

    assert not made.on_calls([call(1, "A012", "w4", count=2)])
    assert made.on_calls([call(2, "A013")])


def test_a_board_with_older_calls_of_the_same_series_makes_nothing_else_likely() -> None:
    made = likely()
    made.on_calls([call(1, "A012"), call(2, "A013")])

    assert not made.on_calls([call(2, "A013"), call(1, "A012")])


def test_what_is_likely_is_settled_when_it_is_asked_and_worded_later() -> None:
    made = likely()
    made.on_calls([call(1, "A012")])
    said = made.phrases([])
    made.on_calls([call(2, "A050")])

    assert next(said)[1].text == "请A零一三号"


def test_a_new_day_begins_with_the_first_number() -> None:
    made = likely()
    made.on_calls([call(1, "A090")])
    made.on_calls([call(2, "A001")])

    assert "请A零零二号" in texts(made)


def test_after_the_last_number_of_a_series_nothing_is_made_ahead() -> None:
    made = likely()
    made.on_calls([call(1, "A998")])

    said = texts(made)

    assert [each for each in said if each.startswith("请A")] == ["请A九九九号"]


def test_each_language_is_prepared() -> None:
    made = likely(languages=("zh", "en"))
    made.on_calls([call(1, "A012")])

    said = [(language, phrase.text) for language, phrase in made.phrases([])]
    assert said[:2] == [("zh", "请A零一三号"), ("zh", "到三号窗口")]
    assert ("en", "Ticket A, 0 1 3, ") in said


def test_words_that_cannot_be_divided_are_made_for_the_windows_that_called_last() -> None:
    voice = Voice(call=Text(zh="{number} {window}", en="{number} {window}"))
    made = likely(HALL.model_copy(update={"voice": voice}))
    made.on_calls([call(seq, f"A00{seq}", f"w{seq}") for seq in (1, 2, 3)])

    said = texts(made)

    assert said[:3] == ["A零零四 三", "A零零四 二", "A零零四 一"]


def test_a_call_of_what_the_hall_file_does_not_know_is_no_mistake() -> None:
    made = likely()

    made.on_calls([call(1, "ZZ1", "w99")])

    assert [*made.phrases([call(1, "ZZ1", "w99")])]
