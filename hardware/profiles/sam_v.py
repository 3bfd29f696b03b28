"""Second-generation ID-card readers: the SAM_V protocol of GA 450 and GA 467."""

from collections.abc import Callable
from typing import Annotated, Final

from pydantic import Field

from hardware.errors import MalformedReply
from hardware.idcard.codec import (
    FrameDecoder,
    Request,
    Status,
    decode_reply,
    decode_sam_id,
    encode_frame,
)
from hardware.idcard.events import CardEvent
from hardware.idcard.settings import CardReaderSettings
from hardware.idcard.worker import CardReaderWorker
from hardware.profiles.options import Options
from hardware.profiles.probing import Probe, await_reply
from hardware.profiles.profile import CardReaderProfile, Wiring
from hardware.transport import Transport

PROBE_TIMEOUT_S: Final = 0.5
USUAL: Final = CardReaderSettings()
Seconds = Annotated[float, Field(gt=0, le=60)]


class SamVOptions(Options):
    other_bauds: bool = Field(
        default=True, description="a reader that is silent is tried at other speeds too"
    )
    set_baud: bool = Field(
        default=USUAL.set_baud, description="a reader found at another speed is set to `baud`"
    )
    poll_s: Seconds = Field(default=USUAL.poll_s, description="while a card is wanted")
    reply_timeout_s: Seconds = Field(default=USUAL.reply_timeout_s, description="for short answers")
    read_timeout_s: Seconds = Field(default=USUAL.read_timeout_s, description="for reading a card")
    same_card_s: Seconds = Field(
        default=USUAL.same_card_s, description="so soon laid down again, a card is the same visit"
    )


def open_reader(
    wiring: Wiring, options: SamVOptions, on_event: Callable[[CardEvent], None]
) -> CardReaderWorker:
    others = [baud for baud in USUAL.bauds if options.other_bauds and baud != wiring.baud]
    settings = CardReaderSettings(
        bauds=(wiring.baud, *others),
        set_baud=options.set_baud,
        poll_s=options.poll_s,
        reply_timeout_s=options.reply_timeout_s,
        read_timeout_s=options.read_timeout_s,
        same_card_s=options.same_card_s,
    )
    return CardReaderWorker(wiring.url, on_event, settings)


def ask_sam_id(line: Transport) -> str | None:
    """Read the security module's number: no field is switched on and no card is touched."""
    decoder = FrameDecoder()

    def sam_id(data: bytes) -> str | None:
        for payload in decoder.feed(data):
            if isinstance(payload, bytes):
                try:
                    reply = decode_reply(payload)
                    ok = reply.status is Status.OK
                    return f"SAM {decode_sam_id(reply.data)}" if ok else f"SAM, {reply.status.name}"
                except MalformedReply:
                    continue
        return None

    line.write(encode_frame(Request.SAM_ID.value))
    return await_reply(line, PROBE_TIMEOUT_S, sam_id)


PROFILE: Final = CardReaderProfile(
    name="sam-v",
    what="ID-card reader with the SAM_V serial protocol (GA 450, GA 467)",
    options=SamVOptions,
    baud=115_200,
    open=open_reader,
    probe=Probe(ask=ask_sam_id, bauds=USUAL.bauds, rank=1),
    simulator="simulation.by_hand.card_reader:make",
)
