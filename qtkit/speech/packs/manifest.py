"""`pack.toml`, and the names of the clips. Pure.

| file | what is said in it |
|---|---|
| `digits/0.wav` … `digits/9.wav` | a digit of a ticket; `digits/yao.wav` 幺, `digits/oh.wav` "oh" |
| `letters/A.wav` … | a letter of a ticket |
| `numbers/12.wav` | a number as people count |
| what `[words]` names | the words between them |
| `chime.wav` | what is played before, where a pack has its own |
"""

import string
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qtkit.speech.packs.files import BadPack, check_name

CHIME: Final = "chime.wav"
ZERO: Final = "digits/0.wav"
_TWENTY: Final = 20
_HUNDRED: Final = 100

Line = Annotated[str, Field(min_length=1, max_length=200)]


class Manifest(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    language: Literal["zh", "en"]
    voice: Line
    """Who speaks."""
    licence: Line
    """Under what terms the clips may be used."""
    rate_hz: Annotated[int, Field(ge=8_000, le=48_000)]
    words: dict[Line, Line]
    """Words of sentences as the hall file writes them, and the clip of each."""

    @property
    def clips(self) -> dict[str, str]:
        """The clip of each of the words, by what they are without marks around them."""
        return {bare(words): name for words, name in self.words.items()}


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest. Raises `BadPack`."""
    try:
        manifest = Manifest.model_validate(tomllib.loads(data.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPack(f"pack.toml is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadPack(f"pack.toml, {place}: {first['msg']}") from None
    for name in manifest.words.values():
        check_name(name)
    return manifest


def manifest_text(manifest: Manifest) -> str:
    """Return a manifest as it stands in a file."""
    head = [
        f"{key} = {value if isinstance(value, int) else _quoted(value)}"
        for key, value in manifest.model_dump(exclude={"words"}).items()
    ]
    words = [f"{_quoted(said)} = {_quoted(name)}" for said, name in manifest.words.items()]
    return "\n".join([*head, "", "[words]", *words, ""])


def bare(words: str) -> str:
    """Return words without marks and spaces around them, for which nobody records a clip."""
    start, end = 0, len(words)
    while start < end and _is_mark(words[start]):
        start += 1
    while end > start and _is_mark(words[end - 1]):
        end -= 1
    return words[start:end].lower()


def sign_clip(sign: str) -> str:
    """Return the clip of a letter or digit of a ticket."""
    return f"letters/{sign}.wav" if sign in string.ascii_uppercase else f"digits/{sign}.wav"


def count_clip(count: int) -> str:
    """Return the clip of a number as people count."""
    return f"numbers/{count}.wav"


def counted(language: str, count: int) -> Iterator[str]:
    """Yield the clips a number is put together from where it has none of its own."""
    hundreds, rest = count - count % _HUNDRED, count % _HUNDRED
    tens, ones = rest - rest % 10, rest % 10
    if hundreds:
        yield count_clip(hundreds)
    if hundreds and language == "zh" and 0 < rest < 10:  # noqa: PLR2004 - 一百零二
        yield ZERO
    if hundreds and language == "zh" and 10 <= rest < _TWENTY:  # noqa: PLR2004 - 一百一十
        yield count_clip(1)
    if language == "en" and 0 < rest < _TWENTY:
        yield count_clip(rest)
    else:
        if tens:
            yield count_clip(tens)
        if ones or not count:
            yield count_clip(ones)


def _is_mark(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign)[0] in "PS"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
