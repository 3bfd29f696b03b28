"""What the services of a visit are called."""

from collections.abc import Sequence

from contract.messages.visits import ServiceWish
from kiosk.core.situation import Situation
from kiosk.core.visit import (
    known,
)


def names_of(now: Situation, services: Sequence[ServiceWish]) -> tuple[str, ...]:
    named = (now.catalog.service(wish.group_id, wish.item_id) for wish in services)
    return tuple(name.in_language(now.visit.language) for name in named)


def service_of(now: Situation) -> str:
    name = now.catalog.service(known(now.visit.group_id), now.visit.item_id)
    return name.in_language(now.visit.language)
