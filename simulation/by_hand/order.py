"""What a person can tell a simulated device, typed as words."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, get_type_hints

NARROW: Final = 28
WIDE: Final = 1000
ON_OFF: Final[Mapping[str, bool]] = {"on": True, "off": False}


class NotUnderstood(Exception):
    """What was typed is no order. The text says what would be."""


@dataclass(frozen=True)
class Order:
    """One thing a person can do: the words that follow its name are the parameters of `do`.

    Numbers, texts, `Enum`s (by name) and booleans ("on", "off") are understood; what has a default
    may be left out. A text that `do` returns is said.
    """

    name: str
    what: str
    do: Callable[..., object]

    @property
    def usage(self) -> str:
        """How it is typed, with all the words that are allowed."""
        return self._spelled(WIDE)

    @property
    def short_usage(self) -> str:
        """The same, with long lists of words left out."""
        return self._spelled(NARROW)

    def _spelled(self, most: int) -> str:
        words = [self.name]
        for parameter, kind in self._parameters():
            allowed = _allowed(kind)
            word = allowed if 0 < len(allowed) <= most else parameter.name.upper()
            optional = parameter.default is not parameter.empty
            words.append(f"[{word}]" if optional else word)
        return " ".join(words)

    def give(self, words: Sequence[str]) -> str:
        """Do it, and return what is to be said. Raises `NotUnderstood`."""
        parameters = self._parameters()
        least = sum(parameter.default is parameter.empty for parameter, _ in parameters)
        if not least <= len(words) <= len(parameters):
            raise NotUnderstood(f"say: {self.usage}")
        given = {
            parameter.name: self._read(word, kind)
            for word, (parameter, kind) in zip(words, parameters, strict=False)
        }
        try:
            said = self.do(**given)
        except ValueError as error:
            raise NotUnderstood(f"{error}; say: {self.usage}") from None
        return said if isinstance(said, str) else ""

    def _parameters(self) -> list[tuple[inspect.Parameter, Any]]:
        hints = get_type_hints(self.do)
        parameters = inspect.signature(self.do).parameters.values()
        return [(parameter, hints.get(parameter.name, str)) for parameter in parameters]

    def _read(self, word: str, kind: Any) -> Any:
        try:
            if kind is bool:
                return ON_OFF[word]
            if isinstance(kind, type) and issubclass(kind, Enum):
                return kind[word.upper().replace("-", "_")]
            return kind(word)
        except (KeyError, ValueError):
            raise NotUnderstood(f'"{word}" is not understood; say: {self.usage}') from None


class Orders:
    """All orders of a device, by name."""

    def __init__(self, orders: Sequence[Order]) -> None:
        self._orders = {order.name: order for order in orders}
        assert len(self._orders) == len(orders), "two orders of one name"

    def obey(self, line: str) -> str:
        """Do what `line` says, and return what is to be said. Raises `NotUnderstood`."""
        name, *words = line.split()
        order = self._orders.get(name)
        if order is None:
            raise NotUnderstood(f'"{name}" is no order; "help" lists them')
        return order.give(words)

    def help(self, name: str = "") -> str:
        """Return the list of all orders, or all there is to say of one."""
        if name in self._orders:
            return f"{self._orders[name].usage}\n{self._orders[name].what}"
        rows = [(order.short_usage, order.what) for order in self._orders.values()]
        width = max(len(usage) for usage, _ in rows)
        return "\n".join(f"{usage:<{width}}  {what}" for usage, what in rows)

    @property
    def names(self) -> list[str]:
        return list(self._orders)


def _allowed(kind: Any) -> str:
    if kind is bool:
        return "on|off"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(name.lower().replace("_", "-") for name in kind.__members__)
    return ""
