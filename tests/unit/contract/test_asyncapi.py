"""The AsyncAPI document: up to date, whole, and true to the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract import topics
from contract.asyncapi import document, text

FILE = Path(__file__).parents[3] / "docs" / "contract" / "asyncapi.json"


def test_the_file_is_what_the_code_says() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run: make contract-docs"


def test_every_reference_leads_somewhere() -> None:
    whole = document()
    references = list(_references(whole))
    assert len(references) > 100
    for reference in references:
        place: Any = whole
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_every_topic_is_a_channel_and_every_right_an_operation() -> None:
    whole = document()
    assert set(whole["channels"]) == {topic.name for topic in topics.ALL}
    rights = sum(len(topic.writers) + len(topic.readers) for topic in topics.ALL)
    assert len(whole["operations"]) == rights


def test_a_kiosk_sends_only_its_own_commands() -> None:
    operation = document()["operations"]["kiosk_sends_command"]
    assert [_name(message) for message in operation["messages"]] == [
        "IssueTicket", "HandInTicket", "ReportPaper", "CancelTicket", "CancelNumber",
        "ReprintTicket", "FindTicket", "Ring", "CheckIn",
    ]  # fmt: skip
    assert operation["reply"] == {"channel": {"$ref": "#/channels/answer"}}
    assert operation["bindings"]["mqtt"]["retain"] is False


def test_every_parameter_of_an_address_is_explained() -> None:
    for channel in document()["channels"].values():
        for name, parameter in channel["parameters"].items():
            assert f"{{{name}}}" in channel["address"]
            assert parameter["description"]


def test_fields_carry_the_words_of_the_source() -> None:
    schemas = document()["components"]["schemas"]
    assert schemas["BoardCall"]["properties"]["call_count"]["description"] == (
        "1 the first time, 2 and up for a recall."
    )
    assert all(schema["description"] for schema in schemas.values())


def _name(reference: dict[str, str]) -> str:
    return reference["$ref"].rsplit("/", 1)[-1]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
