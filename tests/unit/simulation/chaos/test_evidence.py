"""What was seen is kept as it was, and says how long a hall was without its coordinator."""

from contract.ids import DeviceId
from simulation.chaos.evidence import Evidence, Said, Struck
from simulation.chaos.packets import Publish
from tests.helpers.halls import shipped_hall

HALL = shipped_hall("street")
ROOT = f"hallcall/v1/{HALL.hall.id}"


def said(at_ms: int, device: str, level: str = "answer") -> Said:
    return Said(at_ms, DeviceId(device), Publish(f"{ROOT}/{level}/k1", b"{}"))


def killed(at_ms: int, target: str) -> Struck:
    return Struck(at_ms, "kill.coordinator", target, at_ms)


def test_a_hall_is_without_an_answer_from_the_kill_of_its_coordinator_to_the_next() -> None:
    evidence = Evidence(HALL)
    evidence.said += [
        said(1_000, "coordinator"),
        said(3_000, "coordinator-2", "event"),
        said(3_500, "coordinator-2"),
        said(4_000, "k1", "command"),
        said(9_000, "coordinator-2"),
    ]

    evidence.struck += [killed(1_500, "coordinator")]
    assert evidence.back_after_s() == [2.0]

    evidence.struck += [killed(5_000, "coordinator")]  # it stood by then
    assert evidence.back_after_s() == [2.0]

    evidence.struck += [killed(8_000, "coordinator-2")]
    assert evidence.back_after_s() == [1.0, 2.0]


def test_only_what_the_judge_wants_is_kept_of_what_passes_a_cable() -> None:
    evidence = Evidence(HALL)
    take = evidence.tap(DeviceId("k1"))

    for topic in (f"{ROOT}/command/call_next/k1", f"{ROOT}/state/hall", "other/v1/x/command/y/z"):
        body = len(topic).to_bytes(2, "big") + topic.encode() + b"\x00" + b"{}"
        take(b"\x30" + bytes((len(body),)) + body)

    assert [said.publish.topic for said in evidence.said] == [f"{ROOT}/command/call_next/k1"]
