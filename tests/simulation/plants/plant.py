"""A bug to be planted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from contract.hall import Policy


class Plant(NamedTuple):
    """A bug, and the promises by which it is to be found: any of them."""

    promises: frozenset[str]
    plant: Callable[[], AbstractContextManager[Any]]
    policy: Policy | None = None
    """Under which it shows."""
    coordinators: int = 1
    """With so many of them."""
    books: bool = False
    """While places are booked."""
    day_ends: bool = False
    """While people are in the hall."""
    seldom: bool = False
    """While clerks do what they seldom do."""
