"""How processes share halls, from what each of them sees."""

from coordinator.service.sharing import (
    PATIENCE_MS,
    LetGo,
    Moves,
    Peer,
    Tenure,
    moves,
    owners_wanted,
    without_standby,
)

NOTHING = Moves([], [])


def peer(*halls: str, cut_off: str = "", settled: bool = True) -> Peer:
    return Peer({hall: hall != cut_off for hall in halls}, settled)


def test_a_free_hall_is_taken_by_who_has_the_fewest() -> None:
    peers = {"p": peer("a", "b"), "q": peer("a", "b")}
    halls = {"a": Tenure("p"), "b": Tenure(None)}

    assert moves("p", halls, peers) == NOTHING
    assert moves("q", halls, peers) == Moves(["b"], [])


def test_who_should_take_a_hall_and_does_not_is_waited_for_a_while_only() -> None:
    peers = {"p": peer("a"), "q": peer("a")}

    assert moves("q", {"a": Tenure(None, PATIENCE_MS - 1)}, peers) == NOTHING
    assert moves("q", {"a": Tenure(None, PATIENCE_MS)}, peers) == Moves(["a"], [])


def test_a_hall_stays_with_its_owner_however_many_stand_by() -> None:
    peers = {"z": peer("a"), "p": peer("a"), "q": peer("a")}

    assert [moves(each, {"a": Tenure("z")}, peers) for each in peers] == [NOTHING] * 3


def test_who_has_two_more_than_another_lets_one_go_at_a_time() -> None:
    halls = {hall: Tenure("p") for hall in "abcd"}
    peers = {"p": peer(*"abcd"), "q": peer(*"abcd")}

    assert moves("p", halls, peers) == Moves([], [LetGo("a", "another process has fewer halls")])
    assert moves("q", halls, peers) == NOTHING


def test_who_has_only_just_begun_gets_no_hall_for_balance_but_a_free_one() -> None:
    peers = {"p": peer(*"abc"), "q": peer(*"abc", settled=False)}
    halls = {"a": Tenure("p"), "b": Tenure("p"), "c": Tenure(None)}

    assert moves("p", halls, peers) == NOTHING
    assert moves("q", halls, peers) == Moves(["c"], [])


def test_who_does_not_reach_the_broker_lets_all_go_to_who_does() -> None:
    peers = {"p": Peer({"a": False, "b": False}), "q": peer("a", "b")}
    halls = {"a": Tenure("p"), "b": Tenure("p")}

    assert [hall for hall, _ in moves("p", halls, peers).let_go] == ["a", "b"]


def test_if_nobody_reaches_the_broker_nothing_moves_and_nothing_is_left_alone() -> None:
    peers = {"p": peer("a", cut_off="a"), "q": peer("a", cut_off="a")}

    assert moves("p", {"a": Tenure("p")}, peers) == NOTHING
    assert moves("p", {"a": Tenure(None)}, peers) == Moves(["a"], [])


def test_nobody_takes_a_hall_it_has_no_file_of() -> None:
    peers = {"p": peer("a"), "q": peer("b")}

    assert moves("p", {"b": Tenure(None, 10_000)}, peers) == NOTHING
    assert owners_wanted({"b": None, "c": None}, peers) == {"b": "q"}


def test_the_hall_of_one_who_is_silent_is_not_taken_before_its_lease_ends() -> None:
    peers = {"q": peer("a")}

    assert moves("q", {"a": Tenure("dead")}, peers) == NOTHING


def test_only_who_reaches_the_broker_stands_by() -> None:
    peers = {"p": peer("a", "b"), "q": peer("a", "b", cut_off="b"), "r": peer("b", cut_off="b")}

    assert without_standby("p", "ab", peers) == {"b"}
    assert without_standby("q", "ab", peers) == set()
