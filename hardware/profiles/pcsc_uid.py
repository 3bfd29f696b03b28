"""Contactless cards that the hall or its city has given out, by their number, through PC/SC.

Only in a hall whose file names this profile is such a number taken for a document.
"""

from collections.abc import Callable
from typing import Annotated, Final

from pydantic import Field

from hardware.idcard.events import CardEvent
from hardware.pcsc.worker import PcscSettings, PcscWorker
from hardware.profiles.options import Options
from hardware.profiles.profile import CardReaderProfile, Wiring

USUAL: Final = PcscSettings()
SCHEME: Final = "pcsc:"


class PcscOptions(Options):
    poll_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=USUAL.poll_s, description="while a card is wanted"
    )


def open_reader(
    wiring: Wiring, options: PcscOptions, on_event: Callable[[CardEvent], None]
) -> PcscWorker:
    name = wiring.url.removeprefix(SCHEME)
    return PcscWorker(name, on_event, PcscSettings(poll_s=options.poll_s))


PROFILE: Final = CardReaderProfile(
    name="pcsc-uid",
    what="contactless service cards by their number, on any PC/SC reader (needs hallcall[pcsc])",
    options=PcscOptions,
    open=open_reader,
    probe=None,
    needs_port=False,
)
