"""A video file, decoded by PyAV. Only for the process that plays it: PyAV need not be installed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import av
from av.container import InputContainer
from av.error import FFmpegError, InvalidDataError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, VideoReformatter
from av.video.stream import VideoStream

from display.core.frames import DOT_BYTES, fitted
from display.core.pace import Skip

DOTS_MAX: Final = 4096 * 2304
FORMATS: Final = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,asf"
"""No playlist among them, which would name other files, or addresses."""
OPTIONS: Final = {"protocol_whitelist": "file", "format_whitelist": FORMATS}
MENDED_MAX: Final = 50
"""So many packets in a row may be broken."""
END_S: Final = 1.0
END_SHARE: Final = 0.9
UNTOLD: Final = 2
HIGH_LINES: Final = 720
"""From so many lines on, a video that does not tell its colours has those of high definition."""


class Unplayable(Exception):
    """This file cannot be shown; the text says why."""


class Film:
    """A video that has been opened, and has its end. Raises `Unplayable`."""

    def __init__(self, path: Path) -> None:
        try:
            with closing(_opened(path)) as container:
                _check(_video_of(container), container)
            self._container = _opened(path)
        except (FFmpegError, OSError) as error:
            raise Unplayable(error.strerror or type(error).__name__) from None
        self._stream = _video_of(self._container)
        self._stream.thread_count = 1
        self._scaler = VideoReformatter()

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    @property
    def frame_s(self) -> float:
        """How long a frame is shown, about."""
        rate = self._stream.average_rate
        return 1 / float(rate) if rate else 0.0

    def frames(self, skip: Callable[[], Skip]) -> Iterator[tuple[float, VideoFrame]]:
        """Yield each frame and when it is due, in seconds. `skip` says what need not be decoded."""
        broken, count = 0, 0
        for packet in self._container.demux(self._stream):
            self._stream.codec_context.skip_frame = skip()
            try:
                frames = packet.decode()
                broken = 0
            except InvalidDataError as error:
                broken += 1
                if broken > MENDED_MAX:
                    raise Unplayable(error.strerror) from None
                continue
            for frame in frames:
                count += 1
                yield (count * self.frame_s if frame.time is None else frame.time), frame
        if count == 0:
            raise Unplayable("there is no frame in it")

    def scaled(
        self, frame: VideoFrame, room: tuple[int, int]
    ) -> tuple[tuple[int, int], int, bytes]:
        """Return the size in `room`, by how many degrees it is to be turned, and its dots."""
        turn = -round(frame.rotation) % 360
        if turn % 90:
            turn = 0
        lies = turn in (90, 270)
        aspect = float(self._stream.sample_aspect_ratio or 1)
        size = fitted((frame.width, frame.height), aspect, room[::-1] if lies else room)
        scaled = self._scaler.reformat(
            frame, *size, format="bgra", src_colorspace=_colours(frame), threads=1
        )
        return size, turn, _dots(scaled)


def _opened(path: Path) -> InputContainer:
    return av.open(str(path), options=OPTIONS)


def _video_of(container: InputContainer) -> VideoStream:
    if not container.streams.video:
        raise Unplayable("there is no picture in it")
    return container.streams.video[0]


def _check(stream: VideoStream, container: InputContainer) -> None:
    """Raise `Unplayable` for what is known before it is played."""
    if stream.codec_context is None:
        raise Unplayable("there is no decoder for it")
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > DOTS_MAX:
        raise Unplayable(f"{width} × {height} dots are too many")
    if not _has_its_end(stream, container):
        raise Unplayable("its end is missing")


def _has_its_end(stream: VideoStream, container: InputContainer) -> bool:
    """Tell whether there is as much of it as its head says: half a copy would be shown, half."""
    if stream.duration is not None and stream.time_base is not None:
        said_s = float(stream.duration * stream.time_base)
        packets: Iterator[Packet[Any]] = container.demux(stream)
    elif container.duration is not None:
        said_s, packets = container.duration / av.time_base, container.demux()
    else:
        return True
    least_s = said_s * END_SHARE - END_S
    if least_s <= 0:
        return True
    began_s = (container.start_time or 0) / av.time_base
    container.seek(round((began_s + least_s) * av.time_base))
    for packet in packets:
        if packet.pts is not None and packet.time_base is not None:
            ends = (packet.pts + (packet.duration or 0)) * packet.time_base
            if float(ends) - began_s >= least_s:
                return True
    return False


def _colours(frame: VideoFrame) -> int | None:
    is_told = frame.colorspace != UNTOLD
    return None if is_told or frame.height < HIGH_LINES else Colorspace.ITU709


def _dots(frame: VideoFrame) -> bytes:
    """Return the dots without what lies between the lines."""
    plane = frame.planes[0]
    whole, line = memoryview(plane), frame.width * DOT_BYTES
    if plane.line_size == line:
        return bytes(whole[: line * frame.height])
    starts = range(0, plane.line_size * frame.height, plane.line_size)
    return b"".join(whole[start : start + line] for start in starts)
