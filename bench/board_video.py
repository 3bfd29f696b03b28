"""What a picture and a video beside the calls cost a board, in one run; nobody is called."""

from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic, process_time
from typing import Final

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from bench.as_coordinator import AsCoordinator
from bench.hall_file import STREET
from contract import topics
from contract.hall import Display, parse_hall
from contract.ids import HallId
from contract.messages.state import BoardState, HallState
from display.config import DisplayConfig
from display.main import start
from messaging.clock import now_ms
from qtkit.program import application

FRAME: Final = (1920, 1080)
RATE: Final = 25
FILM_S: Final = 10
"""How long the video is; it is played again and again."""
STEP: Final = 6
"""By so many dots its picture moves, from frame to frame."""
SETTLE_S: Final = 2.0
STALE_AFTER_S: Final = 600
FOLDER: Final = "beside"


@dataclass(frozen=True)
class Beside:
    """What was measured with something beside the calls. Shares are of one core."""

    what: str
    board_share: float
    worker_share: float
    """Of the process that decodes, its start included."""
    frames_a_second: float


def measure(seconds: float, size: tuple[int, int], folder: Path) -> list[Beside]:
    """Measure a board with nothing beside its calls, with a picture, with a video; each so long."""
    application()
    return [_measured(what, seconds, size, folder / what) for what in ("nothing", *_MAKERS)]


def rows(found: list[Beside]) -> list[tuple[str, str, str]]:
    """Return the figures for a table."""
    return [
        (f"{each.what} beside the calls: {figure}", value, wanted)
        for each in found
        for figure, value, wanted in (
            ("board", f"{each.board_share:.1%} of a core", ""),
            ("what decodes", f"{each.worker_share:.1%} of a core", "at most 50 %"),
            ("frames", f"{each.frames_a_second:.1f} a second", ""),
        )
        if each.worker_share or figure != "what decodes"
    ]


def write_picture(path: Path) -> None:
    """Write a picture as large as a frame."""
    _noise().crop((0, 0, *FRAME)).convert("RGB").save(path.with_suffix(".jpg"))


def write_film(path: Path) -> None:
    """Write a video in H.264 that moves steadily, as of a camera that turns."""
    import av  # noqa: PLC0415 - only with the extra `video`
    from av.video.frame import VideoFrame  # noqa: PLC0415

    noise = _noise()
    with av.open(str(path.with_suffix(".mp4")), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height = FRAME
        stream.pix_fmt = "yuv420p"
        for count in range(FILM_S * RATE):
            left = count * STEP % FRAME[0]
            dots = noise.crop((left, 0, left + FRAME[0], FRAME[1])).tobytes()
            container.mux(stream.encode(VideoFrame.from_bytes(dots, *FRAME)))
        container.mux(stream.encode(None))


_MAKERS: Final = {"picture": write_picture, "video": write_film}


def _noise() -> Image.Image:
    return Image.effect_noise((FRAME[0] * 2, FRAME[1]), 60).convert("RGBA")


def _measured(what: str, seconds: float, size: tuple[int, int], folder: Path) -> Beside:
    (folder / FOLDER).mkdir(parents=True)
    if what in _MAKERS:
        _MAKERS[what](folder / FOLDER / what)
    hall = parse_hall(STREET.read_text(encoding="utf-8"))
    board = next(each for each in hall.display if each.kind == "board")
    shown = board.model_copy(update={"pictures": FOLDER})
    hall = hall.model_copy(update={"display": (shown,)})
    coordinator = AsCoordinator(hall, folder)
    try:
        _tell(coordinator, hall.hall.id, shown)
        config = DisplayConfig(
            hall=hall,
            display_id=shown.id,
            broker=coordinator.address,
            credentials=coordinator.account(shown.id),
            beside=folder,
            width=size[0],
            height=size[1],
        )
        return _watched(what, seconds, config)
    finally:
        coordinator.close()


def _watched(what: str, seconds: float, config: DisplayConfig) -> Beside:
    decoded_s = _children_s()
    program = start(config)
    frames: list[float] = []
    program.window.afterRendering.connect(lambda: frames.append(monotonic()))
    _run(SETTLE_S)
    frames.clear()
    began_s, cpu_s = monotonic(), process_time()
    _run(seconds)
    passed_s, spent_s, drawn = monotonic() - began_s, process_time() - cpu_s, len(frames)
    program.close()
    return Beside(
        what=what,
        board_share=spent_s / passed_s,
        worker_share=(_children_s() - decoded_s) / (passed_s + SETTLE_S),
        frames_a_second=drawn / passed_s,
    )


def _tell(coordinator: AsCoordinator, hall_id: HallId, board: Display) -> None:
    """Say that the hall is open, and that nobody is called."""
    now = now_ms()
    state = HallState(
        at_ms=now, day="2026-11-23", stale_after_s=STALE_AFTER_S, open=True, hall_file_digest="0"
    )
    coordinator.retain(topics.HALL.of(hall_id), state)
    empty = BoardState(zone_id=board.zone, calls=(), lines=(), paused_window_ids=())
    coordinator.retain(topics.board(hall_id, board.zone), empty)


def _run(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _children_s() -> float:
    """Return the processor time of the children that have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
