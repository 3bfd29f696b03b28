"""One owner a hall, by the server's clock; and nobody whose lease is gone writes."""

from collections.abc import Iterator

import pytest

from journal import LEASE_MS, Fence, Journal, JournalUnavailable, Leases, PositionTaken
from journal.errors import JournalError
from journal.rows import AnswerRow
from tests.helpers.databases import execute
from tests.helpers.journals import HALL, event
from tests.helpers.postgres import Postgres

END_ALL = "UPDATE leases SET expires_ms = 0"


@pytest.fixture
def url(postgres: Postgres) -> str:
    url = postgres.new_database()
    Journal.open(url, HALL).close()
    return url


@pytest.fixture
def p(url: str) -> Iterator[Leases]:
    leases = Leases.open(url, process="p", place="here:1")
    yield leases
    leases.close()


@pytest.fixture
def q(url: str) -> Iterator[Leases]:
    leases = Leases.open(url, process="q", place="there:2")
    yield leases
    leases.close()


def test_only_one_can_take_a_hall_until_its_lease_ends(url: str, p: Leases, q: Leases) -> None:
    assert p.take(HALL, "first") == 1
    assert q.take(HALL, "second") is None
    assert p.take(HALL, "again") is None

    execute(url, END_ALL)

    assert q.take(HALL, "p was silent") == 2
    assert p.renew({HALL: 1}) == set()
    assert q.renew({HALL: 2}) == {HALL}
    [row], _ = q.look()
    assert (row.owner, row.epoch, row.why) == ("q", 2, "p was silent")
    assert 0 < row.left_ms <= LEASE_MS


def test_a_lease_that_ended_goes_on_if_nobody_has_taken_it(url: str, p: Leases, q: Leases) -> None:
    p.take(HALL, "first")
    execute(url, END_ALL)

    assert p.renew({HALL: 1}) == {HALL}
    assert q.take(HALL, "second") is None


def test_what_is_let_go_can_be_taken_at_once_but_only_by_its_owner_be_let_go(
    p: Leases, q: Leases
) -> None:
    p.take(HALL, "first")
    q.let_go(HALL, 1, "not its own")
    assert q.take(HALL, "second") is None

    p.let_go(HALL, 1, "another has fewer")
    [row], _ = p.look()
    assert (row.owner, row.why) == ("", "another has fewer")
    assert q.take(HALL, row.why) == 2
    p.let_go(HALL, 1, "too late")
    assert q.renew({HALL: 2}) == {HALL}


def test_processes_see_each_other_until_they_leave(p: Leases, q: Leases) -> None:
    p.beat({HALL: True, "other": False})
    q.beat({HALL: True})

    _, processes = p.look()
    assert [(row.process, row.hall, row.place, row.reaches_broker) for row in processes] == [
        ("p", "other", "here:1", False),
        ("p", HALL, "here:1", True),
        ("q", HALL, "there:2", True),
    ]
    p.beat({HALL: False, "other": False})
    q.leave()
    _, processes = p.look()
    assert [row.reaches_broker for row in processes] == [False, False]
    assert all(0 <= row.silent_ms <= row.stands_ms for row in processes)


def test_who_has_long_been_silent_is_forgotten(url: str, p: Leases, q: Leases) -> None:
    p.beat({HALL: True})
    q.beat({HALL: True})
    execute(url, "UPDATE coordinators SET seen_ms = seen_ms - 61000 WHERE process = 'q'")

    p.forget_silent()

    assert {row.process for row in p.look()[1]} == {"p"}


@pytest.mark.parametrize("answers_only", [False, True])
def test_who_has_no_lease_any_more_commits_nothing(
    url: str, p: Leases, q: Leases, *, answers_only: bool
) -> None:
    first = Journal.shared(url, HALL, Fence("p", p.take(HALL, "first") or 0))
    first.append([event(1)])
    execute(url, END_ALL)
    first.append([event(2)])  # nobody else has the hall: no harm is done
    second = Journal.shared(url, HALL, Fence("q", q.take(HALL, "p was silent") or 0))
    late = [] if answers_only else [event(3)]

    with pytest.raises(PositionTaken, match="owns small by now"):
        first.append(late, [AnswerRow("k1", "c1", 1, "late")])

    assert second.answers([("k1", "c1")]) == {}
    with pytest.raises(PositionTaken):
        first.keep_snapshot(2, "form", b"piece", b"rest", anew=True)
    assert second.snapshot("form") is None
    second.append([event(3)], [AnswerRow("k1", "c1", 1, "in time")])
    assert second.answers([("k1", "c1")]) == {("k1", "c1"): "in time"}
    first.close()
    second.close()


def test_the_same_process_with_an_older_lease_commits_nothing(url: str, p: Leases) -> None:
    first = Journal.shared(url, HALL, Fence("p", p.take(HALL, "first") or 0))
    p.let_go(HALL, 1, "to stand by")
    assert p.take(HALL, "back") == 2

    with pytest.raises(PositionTaken):
        first.append([event(1)])
    first.close()


def test_a_file_is_not_shared(sqlite_url: str) -> None:
    with pytest.raises(JournalUnavailable, match="PostgreSQL only"):
        Leases.open(sqlite_url, process="p", place="here")


def test_a_server_that_is_not_there_is_an_error_of_ours() -> None:
    leases = Leases.open("postgresql://nobody@127.0.0.1:1/x", process="p", place="here")

    with pytest.raises(JournalError):
        leases.renew({HALL: 1})
    leases.close()
