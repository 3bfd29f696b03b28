"""Hypothesis strategies for the messages of the contract, made from their own types."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from contract.messages.base import NO_CONTROLS

_TEXTS = st.text(max_size=12)
_LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


def messages(types: Sequence[type[msgspec.Struct]]) -> st.SearchStrategy[msgspec.Struct]:
    """Return a strategy for messages of any of `types`."""
    return st.one_of([_value(inspect.type_info(message)) for message in types])


def _value(info: Any) -> st.SearchStrategy[Any]:
    return _MAKERS[type(info)](info)


def _struct(info: inspect.StructType) -> st.SearchStrategy[msgspec.Struct]:
    return st.builds(info.cls, **{field.name: _value(field.type) for field in info.fields})


def _integer(info: inspect.IntType) -> st.SearchStrategy[int]:
    return st.integers(info.ge or 0, info.le or 2**53 - 1)


def _string(info: inspect.StrType) -> st.SearchStrategy[str]:
    if info.pattern not in (None, NO_CONTROLS):
        return st.from_regex(info.pattern, fullmatch=True)
    texts = _LINES if info.pattern == NO_CONTROLS else _TEXTS
    return texts.filter(
        lambda text: (info.min_length or 0) <= len(text) <= (info.max_length or len(text))
    )


_MAKERS: dict[type[inspect.Type], Callable[[Any], st.SearchStrategy[Any]]] = {
    inspect.StructType: _struct,
    inspect.IntType: _integer,
    inspect.StrType: _string,
    inspect.UnionType: lambda info: st.one_of([_value(part) for part in info.types]),
    inspect.LiteralType: lambda info: st.sampled_from(info.values),
    inspect.VarTupleType: lambda info: st.lists(_value(info.item_type), max_size=3).map(tuple),
    inspect.DictType: lambda info: st.dictionaries(
        _value(info.key_type), _value(info.value_type), max_size=3
    ),
    inspect.BoolType: lambda _info: st.booleans(),
    inspect.NoneType: lambda _info: st.none(),
}
