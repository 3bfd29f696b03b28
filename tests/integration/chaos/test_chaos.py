"""A real hall under a short attack keeps its promises; and the judge sees each that is broken."""

import asyncio
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import msgspec
import pytest

from contract.ids import COORDINATOR_DEVICE
from journal import EventRow
from simulation.chaos.campaign import Plan, Result, run
from simulation.chaos.cast import write_hall_file
from simulation.chaos.evidence import Evidence, Paper, Said
from simulation.chaos.judge import Judge, Records
from simulation.chaos.packets import Publish
from simulation.chaos.place import Place
from simulation.chaos.supervisor import family
from tests.helpers.halls import HALLS

Seen: TypeAlias = tuple[Evidence, Records]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and mounts as Linux does")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    out = tmp_path_factory.mktemp("chaos")
    file = out / "hall.toml"
    hall = write_hall_file(HALLS / "street.toml", file)
    return Place(hall_file=file, hall=hall, database="sqlite", seed=5, out=out)


@pytest.fixture(scope="module")
def result(place: Place) -> Result:
    """What came of an attack of some seconds."""
    plan = Plan(kills=4, gap_s=0.6, longest_s=2, minutes_max=4)
    return asyncio.run(run(place, plan, lambda _: None))


@pytest.fixture(scope="module")
def seen(result: Result) -> Seen:
    """What was seen of it, and its journal."""
    assert result.evidence is not None
    assert result.records is not None
    return result.evidence, result.records


def test_nothing_is_lost_and_nothing_given_twice(result: Result, place: Place) -> None:
    assert result.violations == [], f"see {place.out}"
    assert sum(result.kills.values()) >= 4
    assert result.papers > 0
    assert result.events > result.papers
    assert result.answers_kept > 0


def test_no_process_is_left(result: Result) -> None:
    ours = family(os.getpid())
    commands = [Path(f"/proc/{pid}/cmdline") for pid in ours]
    left = [path.read_bytes() for path in commands if path.exists()]
    assert [command for command in left if b"hallcall" in command and b"--hall" in command] == []


def promises(place: Place, evidence: Evidence, records: Records) -> set[str]:
    """Return which promises the judge finds broken."""
    referee = Judge(place.hall, evidence, records).replay()
    return {violation.promise for violation in referee.verdict.violations}


def issued(records: Records) -> EventRow:
    assert records is not None
    return next(row for row in records.rows if row.kind == "ticket_issued")


def a_row_is_gone(evidence: Evidence, records: Records) -> Seen:
    gone = issued(records)
    rows = [row for row in records.rows if row is not gone]
    return evidence, replace(records, rows=rows)


def a_number_is_given_twice(evidence: Evidence, records: Records) -> Seen:
    rows, first = list(records.rows), issued(records)
    body = json.loads(first.body) | {"ticket_id": "2026-11-22.again"}
    last = rows[-1]
    again = first._replace(position=last.position + 1, at_ms=last.at_ms, body=json.dumps(body))
    return evidence, replace(records, rows=[*rows, again])


def an_answer_is_not_kept(evidence: Evidence, records: Records) -> Seen:
    key = issued(records).device_id, issued(records).command_id
    kept = [a for a in records.answers if (a.device_id, a.command_id) != key]
    return evidence, replace(records, answers=kept)


def a_command_has_two_effects(evidence: Evidence, records: Records) -> Seen:
    rows, row = list(records.rows), issued(records)
    body = json.loads(row.body) | {"ticket_id": "2026-11-22.other", "number": "Z001"}
    body |= {"series_position": 999}
    at_ms, position = rows[-1].at_ms, rows[-1].position + 1
    again = row._replace(position=position, at_ms=at_ms, body=json.dumps(body))
    return evidence, replace(records, rows=[*rows, again])


def a_paper_is_in_no_journal(evidence: Evidence, records: Records) -> Seen:
    paper = evidence.papers[-1]
    stray = Paper(paper.at_ms, paper.kiosk_id, "2026-11-22.stray", "S001")
    return replace(evidence, papers=[*evidence.papers, stray]), records


def a_paper_says_another_number(evidence: Evidence, records: Records) -> Seen:
    *papers, last = evidence.papers
    return replace(evidence, papers=[*papers, last._replace(number="X1")]), records


def a_paper_comes_out_twice(evidence: Evidence, records: Records) -> Seen:
    return replace(evidence, papers=[*evidence.papers, evidence.papers[0]]), records


def a_call_is_spoken_twice(evidence: Evidence, records: Records) -> Seen:
    heard = evidence.heard
    return replace(evidence, heard=[*heard, heard[-1]]), records


def an_event_is_told_before_it_is_kept(evidence: Evidence, records: Records) -> Seen:
    said = [s for s in evidence.said if "/event/" in s.publish.topic][-1]
    told = msgspec.json.decode(said.publish.payload) | {"position": 10**6}
    publish = Publish(said.publish.topic, msgspec.json.encode(told))
    early = Said(said.at_ms, COORDINATOR_DEVICE, publish)
    return replace(evidence, said=[*evidence.said, early]), records


PLANTED: dict[str, Callable[[Evidence, Records], Seen]] = {
    "no row is missing": a_row_is_gone,
    "no number twice": a_number_is_given_twice,
    "answered means journaled": an_answer_is_not_kept,
    "a command has one effect": a_command_has_two_effects,
    "every paper is in the journal": a_paper_is_in_no_journal,
    "no paper comes out twice": a_paper_comes_out_twice,
    "spoken at most once a zone": a_call_is_spoken_twice,
    "said means journaled": an_event_is_told_before_it_is_kept,
}


@pytest.mark.parametrize("promise", PLANTED)
def test_the_judge_sees_what_is_wrong(promise: str, seen: Seen, place: Place) -> None:
    assert promise in promises(place, *PLANTED[promise](*seen))


def given_alone(evidence: Evidence, place: Place, records: Records) -> tuple[Evidence, EventRow]:
    """Return a paper of the kiosk's own block, and the row that hands it in afterwards."""
    kiosk, last = place.hall.kiosk[0], records.rows[-1]
    series = place.hall.all_series[place.hall.series_of(kiosk)[0]]
    assert kiosk.alone is not None
    number = series.number_at(kiosk.alone.last)
    ticket_id = f"{last.day}.{number}"
    paper = Paper(evidence.papers[0].at_ms, kiosk.id, ticket_id, number)
    first = issued(records)
    body = json.loads(first.body) | {"ticket_id": ticket_id, "number": number, "given_by": kiosk.id}
    body |= {"series_id": series.id, "series_position": kiosk.alone.last}
    row = first._replace(
        position=last.position + 1, at_ms=last.at_ms, command_id="", body=json.dumps(body)
    )
    return replace(evidence, papers=[*evidence.papers, paper]), row


def test_a_paper_given_alone_may_be_handed_in_later_but_not_never(seen: Seen, place: Place) -> None:
    evidence, records = seen
    more, row = given_alone(evidence, place, records)
    handed_in = replace(records, rows=[*records.rows, row])

    assert "every paper is in the journal" in promises(place, more, records)
    assert promises(place, more, handed_in) == set()


def test_the_judge_reads_what_stands_on_a_paper(seen: Seen, place: Place) -> None:
    found = promises(place, *a_paper_says_another_number(*seen))

    assert "every paper is in the journal" in found
