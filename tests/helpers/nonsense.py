"""What a broken or hostile sender may send instead of a message, made from the message's type."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec import inspect

from contract.messages.base import PAYLOAD_BYTES_MAX
from contract.topics import Topic

PACKET_BYTES_MAX: Final = 2 * PAYLOAD_BYTES_MAX - 1024
"""What passes a broker, whose limit counts the topic and the properties too."""
NO_MESSAGE: Final = (
    b"", b"\xff\xfe\x00", b"null", b"[]", b"{}", b'"x"', b"NaN", b"1e999",
    b"\xef\xbb\xbf{}", b'{"command_id":"\\ud800"}', b'{"command_id":"c1"',
    b"[" * 30_000, b'{"a":' * 10_000, b" " * (PAYLOAD_BYTES_MAX + 1),
)  # fmt: skip
_ODD: Final[tuple[Any, ...]] = (
    None, "", "\x00", "\x1b@", "x" * 60_000, "../../etc", "a/b", "#", "+", "<b>{0}%s</b>",
    -1, True, 1e300, 2**53, 2**63, 10**400, [], {}, [[None]],
)  # fmt: skip


def nonsense(topic: Topic, **ids: str) -> Iterator[bytes]:
    """Yield payloads for `topic`: no messages at all, and good ones with one field made odd.

    `ids` are the values of fields that must be right for a reader to look further.
    """
    yield from NO_MESSAGE
    for info in _structs(topic.payload):
        good = _sample(info, ids)
        for odd in _mutations(good):
            payload = json.dumps(odd, ensure_ascii=False).encode()
            if len(payload) <= PACKET_BYTES_MAX:
                yield payload


def _structs(payload: Any) -> tuple[Any, ...]:
    info: Any = inspect.type_info(payload)
    return tuple(info.types) if isinstance(info, inspect.UnionType) else (info,)


def _sample(info: Any, ids: dict[str, str]) -> Any:
    """Return a message of the type, as plain JSON."""
    maker = _SAMPLES.get(type(info))
    return maker(info, ids) if maker else "general"


def _struct(info: Any, ids: dict[str, str]) -> dict[str, Any]:
    fields = {f.name: ids.get(f.name, _sample(f.type, ids)) for f in info.fields}
    return fields | ({info.cls.__struct_config__.tag_field: info.tag} if info.tag else {})


_SAMPLES: Final[dict[type, Callable[[Any, dict[str, str]], Any]]] = {
    inspect.StructType: _struct,
    inspect.UnionType: lambda info, ids: _sample(info.types[0], ids),
    inspect.LiteralType: lambda info, _ids: info.values[0],
    inspect.VarTupleType: lambda info, ids: [_sample(info.item_type, ids)],
    inspect.IntType: lambda info, _ids: info.le or 1,
    inspect.BoolType: lambda _info, _ids: True,
    inspect.NoneType: lambda _info, _ids: None,
    inspect.DictType: lambda _info, _ids: {},
}


def _mutations(tree: Any) -> Iterator[Any]:
    if isinstance(tree, list):
        yield tree * 200
        yield from ([odd] for odd in _mutations(tree[0]))
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield {key: tree[key] for key in tree if key != name}
            yield from ({**tree, name: odd} for odd in _ODD)
            yield from ({**tree, name: odd} for odd in _mutations(value))
