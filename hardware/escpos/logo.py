"""A logo from a file, made ready for a print head that knows black and white only."""

from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

DOTS_PER_MM: Final = 8
FILE_BYTES_MAX: Final = 2 * 1024 * 1024
PIXELS_MAX: Final = 4_000_000
HEIGHT_MM_MAX: Final = 40


class LogoUnusable(Exception):
    """The file is no picture for a ticket; the message says why."""


def load_logo(path: Path, *, width_mm: int, dots: int) -> Image.Image:
    """Return the picture, dithered, in mode "1" with ink as 1; no wider than `dots`.

    Raises `LogoUnusable`.
    """
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise LogoUnusable(f"is larger than {FILE_BYTES_MAX // 1024} KB")
        with Image.open(path, formats=["PNG"]) as picture:
            if picture.width * picture.height > PIXELS_MAX:
                raise LogoUnusable(f"has more than {PIXELS_MAX:,} pixels")
            drawn = picture.convert("RGBA")
    except UnidentifiedImageError:
        raise LogoUnusable("is no PNG picture") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoUnusable(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    scale = min(
        min(width_mm * DOTS_PER_MM, dots) / drawn.width,
        HEIGHT_MM_MAX * DOTS_PER_MM / drawn.height,
    )
    size = max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))
    white = Image.new("RGBA", drawn.size, "white")
    grey = Image.alpha_composite(white, drawn).convert("L").resize(size)
    return grey.point(lambda level: 255 - level).convert("1")
