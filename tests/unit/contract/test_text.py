"""A text in the hall's two languages, and in others."""

import pytest
from pydantic import ValidationError

from contract.text import Text


def test_further_languages_stand_beside_the_two() -> None:
    text = Text(zh="综合", en="General", ar="عام")
    assert text.in_language("ar") == "عام"
    assert text.words == {"zh": "综合", "en": "General", "ar": "عام"}


def test_what_is_not_said_in_a_language_is_in_english() -> None:
    text = Text(zh="综合", en="General")
    assert text.in_language("ar") == text.in_language("en") == "General"
    assert text.in_language("zh") == "综合"


def test_a_language_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValidationError, match='unknown language "eng"'):
        Text(zh="综合", en="General", eng="General")


@pytest.mark.parametrize("words", ["", "x" * 201, 7])
def test_words_of_any_language_are_held_to_the_same(words: object) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate({"zh": "综合", "en": "General", "ar": words})


def test_texts_differ_by_any_language() -> None:
    assert Text(zh="a", en="b", ar="c") != Text(zh="a", en="b")
    assert Text(zh="a", en="b", ar="c") == Text(zh="a", en="b", ar="c")
