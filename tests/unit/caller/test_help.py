"""The sheet of keys says what the table of keys does."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from caller.core import pages
from caller.core.pages.help import keys_by_word, spelled
from caller.core.pages.page import Page
from caller.core.screens import Browse, Panel, Transfer
from caller.core.wording import Wording
from qtkit.texts import Texts
from tests.helpers.desk import HALL, LOCALE, free, invitation, serving
from tests.unit.caller.clerk import Clerk


def kinds_of(page: type[Page]) -> Iterator[type[Page]]:
    for kind in page.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def all_kinds() -> list[type[Page]]:
    for module in pkgutil.walk_packages(pages.__path__, "caller.core.pages."):
        importlib.import_module(module.name)
    return list(dict.fromkeys(kinds_of(Page)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_of_every_page_has_its_words(language: str) -> None:
    table = Texts(LOCALE).table(language)
    wording = Wording(Texts(LOCALE), HALL, language)
    kinds = all_kinds()

    missing = {word for kind in kinds for word in keys_by_word(kind, wording) if word not in table}

    assert len(kinds) > 30
    assert missing == set()


def test_f1_shows_the_keys_and_closes_them_again() -> None:
    clerk = Clerk(serving())

    clerk.keys("T", "F1")
    rows = {row.text: row.note for row in clerk.sees(Browse).rows}
    assert rows["Mark the entry with this key; Enter sends"] == "1 … Z"
    assert rows["Back"] == "Esc"

    clerk.keys("F1")
    clerk.sees(Transfer)


def test_the_keys_of_a_page_that_has_lost_its_question_are_left_with_it() -> None:
    clerk = Clerk(serving())
    clerk.keys("T", "F1")

    clerk.bench.show(free())

    clerk.sees(Panel)


def test_a_citizens_page_shows_no_keys() -> None:
    clerk = Clerk(free(rating=invitation()), ratings=True)
    before = clerk.view.show.call_args.args[0]

    clerk.keys("F1")
    clerk.tap("help")

    assert type(clerk.view.show.call_args.args[0]) is type(before)


def test_the_language_changes_by_a_key() -> None:
    clerk = Clerk(free())

    clerk.keys("F11")

    clerk.view.set_language.assert_called_once_with("zh")


def test_keys_that_follow_one_another_are_shown_by_their_ends() -> None:
    assert spelled(list("123456789")) == "1 … 9"
    assert spelled(["Up", "Down", "PageUp", "PageDown"]) == "↑  ↓  PgUp  PgDn"
