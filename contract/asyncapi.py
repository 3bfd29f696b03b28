"""The contract as an AsyncAPI 3.0 document, made from the topics and the message types.

`python -m contract.asyncapi FILE` writes it; a test holds the file in docs/contract to the code.
"""

import ast
import inspect
import json
import sys
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias, cast, get_args

import msgspec

from contract import topics
from contract.messages.base import CONTENT_TYPE, SCHEMA_VERSION, kind_of
from contract.topics import ROOT, Role, Topic

Json: TypeAlias = dict[str, Any]

_INFO: Final = """\
What the parts of a service hall say to each other: kiosks take tickets, panels call them, displays
show and speak the calls, one coordinator decides. MQTT 5, QoS 1, JSON in UTF-8. Unknown fields are
to be ignored. Times named `..._at_ms` are UTC milliseconds since 1970-01-01. README.md beside this
file explains it with commands to paste."""

_LEVELS: Final = {
    "token": "The token of the ticket, as its slip has it.",
    "hall": "The hall, as in its hall file.",
    "kind": "The kind of the message, equal to `kind` in the payload.",
    "device": "A device: the user name of its account at the broker.",
    "group": "A service group: one line of waiting tickets.",
    "window": "A window.",
    "zone": "A part of the hall with its own boards and loudspeakers.",
}


def document() -> Json:
    """Return the AsyncAPI document."""
    structs = {struct.__name__: struct for topic in topics.ALL for struct in _structs(topic)}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "hallcall",
            "version": f"{SCHEMA_VERSION}",
            "description": _INFO,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {"hall": _server()},
        "channels": {topic.name: _channel(topic) for topic in topics.ALL},
        "operations": dict(_operations()),
        "components": {
            "messages": {name: _message(struct) for name, struct in structs.items()},
            "schemas": _schemas(),
            "securitySchemes": {"account": {"type": "userPassword"}},
        },
    }


def text() -> str:
    """Return the document as it stands in its file."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _server() -> Json:
    return {
        "host": "{host}:{port}",
        "protocol": "mqtt",
        "protocolVersion": "5.0",
        "description": "The broker of one hall. Every device has an account of its own.",
        "variables": {"host": {"default": "127.0.0.1"}, "port": {"default": "1883"}},
        "security": [{"$ref": "#/components/securitySchemes/account"}],
    }


def _channel(topic: Topic) -> Json:
    address = f"{ROOT}/{{hall}}/{topic.pattern}"
    levels = [part[1:-1] for part in address.split("/") if part.startswith("{")]
    return {
        "address": address,
        "description": topic.description,
        "parameters": {level: {"description": _LEVELS[level]} for level in levels},
        "messages": {
            struct.__name__: {"$ref": f"#/components/messages/{struct.__name__}"}
            for struct in _structs(topic)
        },
    }


def _operations() -> Iterator[tuple[str, Json]]:
    """Yield what each role sends and receives, seen from that role."""
    for topic in topics.ALL:
        for role in Role:
            if role in topic.writers:
                yield f"{role.value}_sends_{topic.name}", _operation(topic, role, "send")
            if role in topic.readers:
                yield f"{role.value}_receives_{topic.name}", _operation(topic, role, "receive")


def _operation(topic: Topic, role: Role, action: str) -> Json:
    operation: Json = {
        "action": action,
        "channel": {"$ref": f"#/channels/{topic.name}"},
        "messages": [
            {"$ref": f"#/channels/{topic.name}/messages/{struct.__name__}"}
            for struct in _messages_of(topic, role, action)
        ],
        "tags": [{"name": role.value}],
        "bindings": {"mqtt": {"qos": topic.qos, "retain": topic.retain, "bindingVersion": "0.2.0"}},
    }
    if role in topic.own:
        operation["description"] = "Held by the broker to its own device and window."
    if topic is topics.COMMAND and action == "send":
        operation["reply"] = {"channel": {"$ref": f"#/channels/{topics.ANSWER.name}"}}
    return operation


def _messages_of(topic: Topic, role: Role, action: str) -> tuple[type[msgspec.Struct], ...]:
    if topic is not topics.COMMAND or action == "receive":
        return _structs(topic)
    kinds = topics.COMMANDS_OF_ROLE[role]
    return tuple(struct for struct in _structs(topic) if kind_of(struct) in kinds)


def _structs(topic: Topic) -> tuple[type[msgspec.Struct], ...]:
    return get_args(topic.payload) or (topic.payload,)


def _message(struct: type[msgspec.Struct]) -> Json:
    return {
        "name": struct.__name__,
        "summary": (inspect.getdoc(struct) or "").split("\n")[0],
        "contentType": CONTENT_TYPE,
        "payload": {"$ref": f"#/components/schemas/{struct.__name__}"},
    }


def _schemas() -> Json:
    _, schemas = msgspec.json.schema_components(
        [topic.payload for topic in topics.ALL], ref_template="#/components/schemas/{name}"
    )
    structs = {struct.__name__: struct for struct in _family(msgspec.Struct)}
    for name, schema in schemas.items():
        schema["description"] = inspect.getdoc(structs[name])
        for field, words in _field_docs(structs[name]).items():
            schema["properties"][field]["description"] = words
    return schemas


def _family(struct: type[Any]) -> Iterator[type[Any]]:
    for child in struct.__subclasses__():
        if child.__module__.startswith("contract."):
            yield child
        yield from _family(child)


def _field_docs(struct: type[Any]) -> dict[str, str]:
    """Return the text below each field in the source, which Python itself forgets."""
    source = textwrap.dedent(inspect.getsource(struct))
    body = cast("ast.ClassDef", ast.parse(source).body[0]).body
    docs = {}
    for field, below in pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                docs[name] = inspect.cleandoc(words)
    return docs


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
