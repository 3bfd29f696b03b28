"""Telling persons apart without knowing them: a keyed hash that changes with the business day."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol, TypeAlias

from contract.ids import NOBODY, PersonHash, PriorityId
from contract.messages.commands import GivenCard, Sealed, WholeCard
from hardware.idcard.numbers import lasting_number, tidy_number
from kiosk.core.catalog import Catalog

Sealing: TypeAlias = Callable[[WholeCard], Sealed]
"""Seals a card for whoever has the other half of the key; we have not."""


class Document(Protocol):
    """An identity document that was read, of whichever kind."""

    @property
    def name(self) -> str: ...

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

    visitor: GivenCard | None = None
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
    """What is made of documents here.

    Without a key nobody is told apart; without a seal nothing is kept but what is masked.
    """

    def __init__(self, catalog: Catalog, key: bytes | None, seal: Sealing | None = None) -> None:
        self._catalog = catalog
        self._key = key
        self._seal = seal

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
            self._given(card),
            None if age is None else self._catalog.priority_at(age),
            self.hash_of(card, day),
        )

    def _given(self, card: Document) -> GivenCard:
        whole = WholeCard(name=card.name, number=card.number)
        return GivenCard(
            masked_name=card.masked_name,
            document_tail=card.document_tail,
            whole="" if self._seal is None else self._seal(whole),
        )
