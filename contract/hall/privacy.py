"""How long it is known who took a ticket."""

from typing import Annotated

from contract.hall.entry import Entry, whole


class Privacy(Entry):
    """Nothing of this is in the journal, which is kept for ever."""

    visitors_days: Annotated[int, whole(0, 366)] = 0
    """Masked names and the last digits of documents are erased so many days after the end of the
    business day; 0 is when it ends."""
