"""Where each value of a TOML text stands, so that a mistake can name its line.

The parser of the standard library forgets positions; tree-sitter keeps them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path: TypeAlias = tuple[str | int, ...]
Problem: TypeAlias = tuple[Path, str]
"""What is wrong, and where."""

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""The tables of a hall file as they were read, unchecked."""

_LANGUAGE: Final = Language(tree_sitter_toml.language())
_KEYS: Final = ("bare_key", "quoted_key", "dotted_key")


class Lines:
    """The line (from 1) of every table and key of a TOML text."""

    def __init__(self, text: str) -> None:
        self._line_of: dict[Path, int] = {(): 1}
        self._array_sizes: dict[Path, int] = {}
        self._read(Parser(_LANGUAGE).parse(text.encode()).root_node)

    def of(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest table that holds it."""
        for end in range(len(path), -1, -1):
            line = self._line_of.get(path[:end])
            if line is not None:
                return line
        return 1

    def _read(self, document: Node) -> None:
        for node in document.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def _table(self, node: Node) -> None:
        header, *rest = node.named_children
        names = _names(header)
        if node.type == "table_array_element":
            parent = self._current(names[:-1])
            array = (*parent, names[-1])
            index = self._array_sizes.get(array, 0)
            self._array_sizes[array] = index + 1
            path: Path = (*array, index)
            self._line_of.setdefault(array, _line(node))
        else:
            path = self._current(names)
        self._line_of.setdefault(path, _line(node))
        for pair in rest:
            if pair.type == "pair":
                self._pair(pair, path)

    def _current(self, names: tuple[str, ...]) -> Path:
        """Return the path that `names` mean here: inside an array of tables, its last one."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._array_sizes:
                path = (*path, self._array_sizes[path] - 1)
        return path

    def _pair(self, node: Node, table: Path) -> None:
        key, value = node.named_children[0], node.named_children[-1]
        path: Path = (*table, *_names(key))
        self._line_of[path] = _line(node)
        self._value(value, path)

    def _value(self, node: Node, path: Path) -> None:
        if node.type == "inline_table":
            for pair in node.named_children:
                if pair.type == "pair":
                    self._pair(pair, path)
        elif node.type == "array":
            elements = [child for child in node.named_children if child.type != "comment"]
            for index, element in enumerate(elements):
                self._line_of[(*path, index)] = _line(element)
                self._value(element, (*path, index))


def _line(node: Node) -> int:
    return int(node.start_point[0]) + 1


def _names(key: Node) -> tuple[str, ...]:
    if key.type == "dotted_key":
        return tuple(
            name for child in key.named_children if child.type in _KEYS for name in _names(child)
        )
    text = (key.text or b"").decode()
    return (text.strip("\"'") if key.type == "quoted_key" else text,)
