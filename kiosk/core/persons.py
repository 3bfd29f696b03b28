"""Telling persons apart without knowing them: a keyed hash that changes with the business day."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol

from contract.ids import NOBODY, PersonHash, PriorityId
from contract.messages.commands import VisitorCard
from hardware.idcard.numbers import lasting_number, tidy_number
from kiosk.core.catalog import Catalog


class Document(Protocol):
    """An identity document that was read, of whichever kind."""

    @property
    def number(self) -> str: ...

    @property
    def masked_name(self) -> str: ...

    @property
    def document_tail(self) -> str: ...

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years, if it is known."""


@dataclass(frozen=True)
class Shown:
    """What goes to the hall of a document that was read: masked, hashed, or not at all."""

    visitor: VisitorCard | None = None
    priority_id: PriorityId | None = None
    person_hash: PersonHash = NOBODY


NOTHING_SHOWN = Shown()


def person_hash(key: bytes, day: str, document_number: str) -> PersonHash:
    """Return the same for the same person's document on one business day; nothing leads back.

    Without the key, which stays at the kiosks, nobody can try out all document numbers there are.
    """
    number = lasting_number(tidy_number(document_number))
    return PersonHash(hmac.new(key, f"{day}\n{number}".encode(), sha256).hexdigest())


class Persons:
    """What is made of documents here. Without a key, nobody is told apart."""

    def __init__(self, catalog: Catalog, key: bytes | None) -> None:
        self._catalog = catalog
        self._key = key

    @property
    def known(self) -> bool:
        """Whether a document tells who somebody is."""
        return self._key is not None

    def hash_of(self, card: Document, day: str) -> PersonHash:
        return NOBODY if self._key is None else person_hash(self._key, day, card.number)

    def shown(self, card: Document, day: str, today: date) -> Shown:
        """Return what goes to the hall of a document shown on this business day."""
        age = card.age_on(today)
        return Shown(
            VisitorCard(masked_name=card.masked_name, document_tail=card.document_tail),
            None if age is None else self._catalog.priority_at(age),
            self.hash_of(card, day),
        )
