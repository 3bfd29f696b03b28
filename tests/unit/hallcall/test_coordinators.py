"""`hallcall coordinators`, as a technician types it."""

import json
from pathlib import Path

from journal import Journal, Leases
from tests.helpers.journals import HALL, journal_of
from tests.helpers.postgres import Postgres
from tests.unit.hallcall.test_storage import refusal, run


def test_the_technician_sees_who_owns_a_hall_and_who_stands_by(postgres: Postgres) -> None:
    url = postgres.new_database()
    Journal.open(url, HALL).close()
    owner, other = (Leases.open(url, process=name, place=f"{name}:1") for name in ("east", "west"))
    for each in (owner, other):
        each.beat({HALL: each is owner})
    assert owner.take(HALL, "nobody has had it before") == 1

    result = run("coordinators", url, "--json")

    rows = {row["process"]: row for row in json.loads(result.output)}
    assert rows["east:1"] | {"silent_s": 0, "since": ""} == {
        "hall": HALL,
        "process": "east:1",
        "is": "owner",
        "reaches_broker": "yes",
        "silent_s": 0,
        "since": "",
        "why": "nobody has had it before",
    }
    assert (rows["west:1"]["is"], rows["west:1"]["reaches_broker"]) == ("stands by", "no")
    owner.let_go(HALL, 1, "it was ended")
    assert [row["why"] for row in json.loads(run("coordinators", url, "--json").output)] == [
        "",
        "",
        "it was ended",
    ]
    for each in (owner, other):
        each.close()


def test_a_file_has_no_coordinators_to_list(tmp_path: Path) -> None:
    journal_of(f"sqlite:///{tmp_path / 'hall.db'}", 1)

    assert "a file is for one process" in refusal("coordinators", str(tmp_path / "hall.db"))
