r"""Text for the fonts of a bar: nothing in it is a command, and nothing vanishes. Pure.

To a card a text is a small language: `\C1` is a colour, `\n` a line, `[n1]` a way to speak. What
stands in a text of ours is shown as it is, in signs that mean nothing to the card.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Charset: TypeAlias = Literal["gbk", "gb2312"]

SUBSTITUTE: Final = "○"
"""Stands for a character that the font has not: whoever reads it sees that one is missing."""

_HARMLESS: Final = str.maketrans(
    {"\\": "＼", "[": "［", "]": "］", "¥": "￥", "\t": " ", "\n": " ", "\r": " ", "\u00a0": " "}
)
_INVISIBLE: Final = frozenset({"Cc", "Cf"})
_MARKS: Final = frozenset({"Mn", "Me"})
_MEANT: Final = frozenset(b"\\[]")
_IN_EVERY_FONT: Final = frozenset("·—")
"""Every GB 2312 font has them; Python's codec of that name gives them other code points."""


@dataclass(frozen=True)
class Fitted:
    """A text as bytes, and which characters had to be replaced."""

    data: bytes
    replaced: str = ""


def fit(text: str, *, charset: Charset = "gbk", bytes_max: int | None = None) -> Fitted:
    """Return `text` as a font of `charset` can show it.

    Args:
        text: what is to be shown; its control characters are dropped.
        charset: what the card's font has; the bytes are GBK, of which GB 2312 is a part.
        bytes_max: longer texts end with "…", never in the middle of a character.
    """
    replaced: list[str] = []
    signs: list[bytes] = []
    for sign in unicodedata.normalize("NFC", text).translate(_HARMLESS):
        category = unicodedata.category(sign)
        if category in _INVISIBLE:
            continue
        code = _code(sign, charset)
        if code is None:
            replaced.append(sign)
            # A mark stands on the sign before it, which says already that something is missing.
            code = b"" if category in _MARKS else SUBSTITUTE.encode("gbk")
        signs.append(code)
    return Fitted(_cut(signs, bytes_max), "".join(dict.fromkeys(replaced)))


def cells(data: bytes) -> int:
    """Return how many half-width cells a fitted text fills: a Chinese character fills two."""
    return len(data)


def _code(sign: str, charset: Charset) -> bytes | None:
    try:
        if charset == "gb2312" and sign not in _IN_EVERY_FONT:
            sign.encode("gb2312")
        code = sign.encode("gbk")
    except UnicodeEncodeError:
        return None
    # The second byte of a rare character may look like the beginning of a command.
    return None if len(code) > 1 and code[1] in _MEANT else code


def _cut(signs: list[bytes], bytes_max: int | None) -> bytes:
    if bytes_max is None or sum(map(len, signs)) <= bytes_max:
        return b"".join(signs)
    ellipsis = "…".encode("gbk")
    kept, room = b"", bytes_max - len(ellipsis)
    for sign in signs:
        if len(kept) + len(sign) > room:
            break
        kept += sign
    return kept + ellipsis if room >= 0 else b""
