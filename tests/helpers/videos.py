"""Small videos, made here: each part has one colour."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

RATE = 25


def make_video(
    path: Path,
    colours: Sequence[str],
    *,
    frames: int = 5,
    size: tuple[int, int] = (64, 36),
    rate: int = RATE,
    codec: str = "libx264",
    turned: int = 0,
    gop: int = 12,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a video that shows each colour for so many frames. `turned`: as phones make them."""
    with av.open(str(path), "w", options=options or {}) as container:
        stream = cast("VideoStream", container.add_stream(codec, rate=rate))
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.gop_size = gop
        if turned:
            stream.set_display_rotation(turned)
        for colour in colours:
            dots = Image.new("RGBA", size, colour).tobytes()
            for _ in range(frames):
                container.mux(stream.encode(VideoFrame.from_bytes(dots, *size)))
        container.mux(stream.encode(None))
    return path
