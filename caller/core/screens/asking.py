"""Questions to whoever is at the panel, the same for every theme."""

from dataclasses import dataclass

from caller.core.screens.frame import Frame


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """Something is about to happen to a shift or a ticket: go on?"""

    frame: Frame
    question: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """One entry of a list; a tap on it does the list's action with its id."""

    id: str
    key: str
    text: str
    note: str = ""
    possible: bool = True


@dataclass(frozen=True, kw_only=True)
class Options:
    """One of these."""

    frame: Frame
    title: str
    action: str
    options: tuple[Option, ...]
    at_once: bool = False
    """A press counts even while another command is on its way."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A number, a PIN or a sentence is typed; Enter takes it."""

    frame: Frame
    subject: str
    """What is asked. Another subject is another entry, which begins with `preset`."""
    title: str
    chars_max: int
    secret: bool = False
    capitals: bool = False
    preset: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Some words are typed, for the record or for the citizens; Enter takes them."""

    frame: Frame
    subject: str
    title: str
    how: str
    chars_max: int
    preset: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry of a list to search. `tone`: "bad", "warn", "good" or nothing."""

    id: str
    text: str
    note: str = ""
    detail: str = ""
    tone: str = ""
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Browse:
    """A list to search: typing filters, the arrows mark, Enter takes the marked one."""

    frame: Frame
    subject: str
    title: str
    search: str
    rows: tuple[Row, ...]
    nothing: str
    """Why the list is empty."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    name: str
    text: str
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One thing: what is known of it, and what may be done to it."""

    frame: Frame
    subject: str
    title: str
    facts: tuple[Fact, ...]
    options: tuple[Option, ...]
