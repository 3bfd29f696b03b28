from collections.abc import Iterator
from unittest.mock import create_autospec

import pytest

from display.speech.made_ahead import MadeAhead
from display.speech.voices import Voices
from qtkit.speech.engine import NoVoice, SpeechError
from qtkit.speech.phrases import Phrase, Words
from tests.helpers.patience import wait_until


def phrase(text: str) -> Phrase:
    return Phrase((Words(text, text),))


class Ahead:
    """What is made ahead, and in what order; `fails` says what cannot be."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.fails: dict[str, Exception] = {}
        voices = create_autospec(Voices, instance=True)
        voices.prepare.side_effect = self._prepare
        self.thread = MadeAhead(voices)

    def _prepare(self, language: str, phrase: Phrase) -> None:
        self.made.append(phrase.text)
        if phrase.text in self.fails:
            raise self.fails[phrase.text]

    def want(self, who: str, *texts: str, language: str = "zh") -> None:
        self.thread.want(who, [(language, phrase(text)) for text in texts])

    def after(self, count: int) -> list[str]:
        self.thread.start()
        wait_until(lambda: len(self.made) >= count)
        self.thread.close()
        return self.made


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


def test_the_likeliest_is_made_first(ahead: Ahead) -> None:
    ahead.want("zone", "1", "2", "3")

    assert ahead.after(3) == ["1", "2", "3"]


def test_words_that_cannot_be_found_keep_nobody_else_waiting(ahead: Ahead) -> None:
    def broken() -> Iterator[tuple[str, Phrase]]:
        yield "zh", phrase("w1")
        raise ValueError("a mistake of ours")

    ahead.thread.want("west", broken())
    ahead.want("east", "e1", "e2")

    assert ahead.after(3) == ["w1", "e1", "e2"]


def test_zones_take_turns(ahead: Ahead) -> None:
    ahead.want("west", "w1", "w2")
    ahead.want("east", "e1", "e2", "e3")

    assert ahead.after(5) == ["w1", "e1", "w2", "e2", "e3"]


def test_what_is_wanted_now_replaces_what_the_same_zone_wanted(ahead: Ahead) -> None:
    ahead.want("west", "old")
    ahead.want("east", "e1")
    ahead.want("west", "new")

    assert ahead.after(2) == ["e1", "new"]


def test_nothing_is_begun_while_it_is_held_back(ahead: Ahead) -> None:
    with ahead.thread.held_back():
        ahead.thread.start()
        ahead.want("zone", "1")
        assert ahead.made == []
    wait_until(lambda: ahead.made == ["1"])
    ahead.thread.close()


def test_a_language_without_a_voice_is_given_up_and_the_other_goes_on(ahead: Ahead) -> None:
    ahead.fails["a"] = NoVoice("none")
    pairs = [("zh", "a"), ("zh", "b"), ("en", "c")]
    ahead.thread.want("zone", [(language, phrase(text)) for language, text in pairs])

    assert ahead.after(2) == ["a", "c"]


def test_an_engine_that_fails_is_left_alone_until_something_new_is_wanted(ahead: Ahead) -> None:
    ahead.fails["a"] = SpeechError("dead")
    ahead.want("zone", "a", "b")
    ahead.thread.start()
    wait_until(lambda: ahead.made == ["a"])

    ahead.want("zone", "c")

    wait_until(lambda: ahead.made[-1] == "c")
    ahead.thread.close()
    assert ahead.made == ["a", "c"]


def test_a_mistake_of_ours_does_not_end_it(ahead: Ahead) -> None:
    ahead.fails["a"] = KeyError("a")
    ahead.want("zone", "a", "b")

    assert ahead.after(2) == ["a", "b"]
