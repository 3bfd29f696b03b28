"""The QR code of a ticket as a picture for the screen."""

from functools import lru_cache
from typing import Final

import segno

DOTS_A_MODULE: Final = 10


@lru_cache(maxsize=4)
def code_picture(payload: str) -> str:
    """Return a QR code with its white border, as a URI that holds the whole picture."""
    uri: str = segno.make_qr(payload, error="m").png_data_uri(scale=DOTS_A_MODULE)
    return uri
