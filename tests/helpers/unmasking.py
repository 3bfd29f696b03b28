"""A street hall whose clerks may see whole cards, and the key that opens them."""

import re
from pathlib import Path
from typing import Final

from contract.hall import HallFile, parse_hall
from contract.ids import HallId
from contract.messages.commands import Sealed, WholeCard
from messaging.sealing import Seal, UnmaskingKeys
from tests.helpers.halls import HALLS

KEYS: Final = UnmaskingKeys([]).rotated()
STREET: Final = HallId("yuetan")
CARD: Final = WholeCard(name="欧阳娜娜", number="11010519491231002X")


def sealed(
    card: WholeCard = CARD, *, keys: UnmaskingKeys = KEYS, hall_id: HallId = STREET
) -> Sealed:
    """Return a card as a kiosk of the hall hands it in."""
    return Seal(keys.public[-1], hall_id).seal(card)


def written_hall(*, unmasks: bool = True) -> str:
    """Return the street hall's file with the key, and whether its clerks may unmask."""
    street = (HALLS / "street.toml").read_text(encoding="utf-8")
    may = f"unmasks = {str(unmasks).lower()}"
    street = re.sub(r"(?m)^\[\[clerk\]\]$", f"[[clerk]]\n{may}", street)
    return f'{street}\n[privacy]\nunmasking_key = "{KEYS.public[-1]}"\n'


def unmasking_hall(*, unmasks: bool = True) -> HallFile:
    """Return that hall."""
    return parse_hall(written_hall(unmasks=unmasks))


def key_file(folder: Path) -> Path:
    """Write the half of the key that opens; return its file."""
    file = folder / "unmasking.key"
    file.write_text(str(KEYS), encoding="utf-8")
    return file
