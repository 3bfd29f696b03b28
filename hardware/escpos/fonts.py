"""The fonts that draw what a printer's own type cannot: found on the machine, none shipped."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple, Self

from PIL.ImageFont import FreeTypeFont, truetype

from hardware.errors import NoChineseFont

WINDOWS_FONTS: Final = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
NOTO_SANS_SC: Final = 2  # the faces of NotoSansCJK-Regular.ttc: JP, KR, SC, TC, HK
SAMPLE: Final = "请号"  # no font without these is of use
ABSENT: Final = "\U0010ffff"  # no font has it, so its picture is the font's "missing" sign
PROBE_PX: Final = 32
FONT_CLAIMS: Final = (
    ":lang=zh-cn",
    ":charset=20bb7",  # 𠮷, beyond the usual area
    ":lang=ug",  # and other scripts written from right to left
    ":lang=ar",
    ":lang=he",
)
FONT_LIST_TIMEOUT_S: Final = 10


class FontFile(NamedTuple):
    path: Path
    face: int = 0


WELL_KNOWN: Final = (
    FontFile(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), NOTO_SANS_SC),
    FontFile(Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"), NOTO_SANS_SC),
    FontFile(Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"), NOTO_SANS_SC),
    FontFile(WINDOWS_FONTS / "msyh.ttc"),
    FontFile(WINDOWS_FONTS / "simhei.ttf"),
    FontFile(WINDOWS_FONTS / "simsun.ttc"),
    FontFile(WINDOWS_FONTS / "simsunb.ttf"),  # only the rare ones: Extension B and later
)


class FontBook:
    """Fonts in order of preference; a character is drawn by the first that has it."""

    def __init__(self, files: Sequence[FontFile]) -> None:
        if not any(all(_has(file, char) for char in SAMPLE) for file in files):
            raise NoChineseFont(
                "no font with Chinese characters on this machine: install fonts-noto-cjk"
                " (Debian: apt-get install fonts-noto-cjk), or Microsoft YaHei on Windows"
            )
        self._files = tuple(files)

    @classmethod
    def find(cls) -> Self:
        """Collect this machine's fonts for Chinese. Raises `NoChineseFont`."""
        files: dict[Path, FontFile] = {}  # one face of a collection is enough
        for file in (*WELL_KNOWN, *_listed_by_fontconfig()):
            if file.path.is_file():
                files.setdefault(file.path, file)
        return cls(list(files.values()))

    def runs(self, text: str, px: int) -> Iterator[tuple[str, FreeTypeFont]]:
        """Split `text` into runs, each with the font that draws it at `px` dots a em."""
        for file, chars in groupby(text, key=self._file_for):
            yield "".join(chars), _load(file, px)

    def width_px(self, text: str, px: int) -> float:
        return sum(font.getlength(run) for run, font in self.runs(text, px))

    def covers(self, char: str) -> bool:
        return any(_has(file, char) for file in self._files)

    def _file_for(self, char: str) -> FontFile:
        """Return the font for `char`; the first one's "missing" sign is better than a gap."""
        return next((file for file in self._files if _has(file, char)), self._files[0])


@lru_cache(maxsize=64)
def _load(file: FontFile, px: int) -> FreeTypeFont:
    return truetype(str(file.path), px, index=file.face)


@lru_cache(maxsize=8192)
def _has(file: FontFile, char: str) -> bool:
    """Tell whether the font has a glyph. Pillow cannot say, so compare with the missing one."""
    return char.isspace() or _picture(file, char) != _picture(file, ABSENT)


def _picture(file: FontFile, char: str) -> tuple[tuple[int, int], bytes]:
    mask = _load(file, PROBE_PX).getmask(char)
    return mask.size, bytes(mask)


def _listed_by_fontconfig() -> list[FontFile]:
    """Return the fonts that claim Chinese, then those with rare ones; none on Windows."""
    if shutil.which("fc-list") is None:
        return []
    lines = [line for claim in FONT_CLAIMS for line in _fonts_that_claim(claim)]
    pairs = (line.rpartition("|") for line in lines)
    return [FontFile(Path(path), int(face)) for path, _, face in pairs if face.isdigit()]


def _fonts_that_claim(pattern: str) -> list[str]:
    listing = subprocess.run(
        ["fc-list", "--format", "%{file}|%{index}\n", pattern],
        capture_output=True,
        text=True,
        check=False,
        timeout=FONT_LIST_TIMEOUT_S,
    )
    return sorted(listing.stdout.splitlines())
