"""A command that is new is told from one that has had an answer, without asking the journal."""

from collections.abc import Collection, Mapping
from itertools import count

import pytest

from contract.ids import CommandId, DeviceId
from coordinator.adapters import known_commands
from coordinator.adapters.known_commands import KnownCommands
from coordinator.adapters.store import JournalStore
from coordinator.service.ports import Batch, CommandKey
from journal import AnswerRow, Journal
from tests.helpers.coordinator import Desk, issue

DONE = '{"result":"done","command_id":"x","answered_at_ms":1}'


def keys(count: int, device: str = "k1") -> list[CommandKey]:
    return [CommandKey(DeviceId(device), CommandId(f"c{at}")) for at in range(count)]


class Asked(Journal):
    """A journal that remembers what it was asked for."""

    asked: list[list[tuple[str, str]]]

    def answers(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        self.asked.append(list(keys))
        return super().answers(keys)


@pytest.fixture
def journal(database_url: str) -> Asked:
    journal = Asked.open(database_url, "small")
    journal.asked = []
    return journal


def answer_in(journal: Journal, keys: Collection[CommandKey]) -> None:
    journal.append([], [AnswerRow(*key, 1, DONE) for key in keys])


def test_whatever_has_an_answer_is_always_known(
    journal: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_commands, "CHUNK", 7)
    before, after = keys(40), keys(40, "panel-1")
    answer_in(journal, before)
    known = KnownCommands(journal, seconds=count().__next__)

    for _ in range(10):  # while it learns, and afterwards
        assert known.perhaps(before) == before
    known.note(after)

    assert known.perhaps(before + after) == before + after
    journal.close()


def test_it_learns_no_more_at_a_time_than_nobody_has_to_wait_for(
    journal: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_commands, "CHUNK", 7)
    answer_in(journal, keys(10))
    times = iter([1.0, 1.001, 1.05, 1.2, 1.2])
    known = KnownCommands(journal, seconds=times.__next__)
    new = keys(1, "panel-1")

    assert known.perhaps(new) == new  # the first seven
    assert known.perhaps(new) == new  # too soon for more
    assert known.perhaps(new) == []  # all ten
    journal.close()


def test_a_device_whose_commands_are_all_learned_need_not_wait_for_the_others(
    journal: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_commands, "CHUNK", 7)
    first, other = keys(5), keys(20, "panel-1")
    answer_in(journal, first + other)
    known = KnownCommands(journal, seconds=lambda: 0.0)
    new = CommandKey(DeviceId("k1"), CommandId("new"))

    known.learn()

    assert known.perhaps([*first, new, *other]) == first + other
    journal.close()


def test_nearly_all_that_is_new_is_told_to_be(journal: Asked) -> None:
    known = KnownCommands(journal)
    known.note(keys(5000))
    known.perhaps([])

    assert len(known.perhaps(keys(1000, "panel-1"))) < 10
    journal.close()


def test_when_there_are_too_many_it_learns_anew_what_is_not_forgotten(
    journal: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_commands, "KNOWN_MAX", 100)
    kept, forgotten = keys(20), keys(110, "panel-1")
    answer_in(journal, kept)
    known = KnownCommands(journal)
    known.note(forgotten)
    known.perhaps([])  # learns

    assert known.perhaps(kept + forgotten) == kept
    journal.close()


def test_the_journal_is_not_asked_for_commands_that_are_new(journal: Asked) -> None:
    desk = Desk()
    desk.loop._store = JournalStore(journal)
    desk.started()

    first = desk.ask(issue("one"), issue("two"))
    assert journal.asked == []
    again = desk.ask(issue("one"))

    assert again == first[:1]
    assert journal.asked == [[("k1", "one")]]
    journal.close()


def test_after_a_restart_a_repeat_gets_its_first_answer(journal: Asked) -> None:
    desk = Desk()
    desk.loop._store = JournalStore(journal)
    first = desk.started().ask(issue("one"))
    another = Desk()
    another.loop._store = JournalStore(journal)

    assert another.started().ask(issue("one"), issue("two"))[:1] == first
    journal.close()


def test_a_store_that_reads_again_learns_what_others_have_answered(journal: Asked) -> None:
    store = JournalStore(journal)
    assert store.answers(keys(1)) == {}
    answer_in(journal, keys(1))  # by whoever had the hall meanwhile

    list(store.load())

    assert list(store.answers(keys(1))) == keys(1)
    store.append(Batch([], {}, []))
    journal.close()
