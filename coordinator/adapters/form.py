"""What a snapshot depends on beside the events: the rules that fold them, and the hall file."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import coordinator.domain
import coordinator.service.snapshots

_RULES: Final = Path(coordinator.domain.__file__).parent
_PACKING: Final = Path(coordinator.service.snapshots.__file__)


def snapshot_form(file_digest: str) -> str:
    """Return a name that differs wherever a snapshot could mean something else."""
    return f"{_rules_digest()} {file_digest}"


@cache
def _rules_digest() -> str:
    return sources_digest(_RULES, _PACKING)


def sources_digest(*places: Path) -> str:
    """Return 32 hex digits over the sources at these places; some milliseconds for the rules.

    A number to be raised by hand would be forgotten on the day when a rule changes, but no field.
    """
    digest = sha256()
    for place in places:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(f"{path.relative_to(place)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
