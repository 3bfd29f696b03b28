"""Where the frames of a video are drawn: no item of Qt's plays one without a graphics processor.

A frame is an image that the page asks for by its number. Nothing of ours runs on the thread that
draws, so that neither waits for the other.
"""

from typing import Final

from PySide6.QtCore import Property, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider, QQuickView

PROVIDER: Final = "moving"


class Moving(QObject):
    """Holds one frame, the newest."""

    frame_changed = Signal()
    room_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._count = 0
        self._room = QSize()

    @property
    def image(self) -> QImage:
        """The newest frame."""
        return self._image

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height of where frames are drawn; of no size while nothing is shown there."""
        return self._room.width(), self._room.height()

    def show(self, image: QImage) -> None:
        """Draw a frame. An empty one forgets the last, which stays drawn until there is another."""
        self._image = image
        self._count += 1
        self.frame_changed.emit()

    def provide(self, view: QQuickView) -> None:
        """Let the pages of a window ask for frames."""
        view.engine().addImageProvider(PROVIDER, _Frames(self))

    def _get_frame(self) -> str:
        return "" if self._image.isNull() else f"image://{PROVIDER}/{self._count}"

    def _get_room(self) -> QSize:
        return self._room

    def _set_room(self, room: QSize) -> None:
        if room != self._room:
            self._room = room
            self.room_changed.emit()

    frame = Property(str, _get_frame, notify=frame_changed)
    room = Property(QSize, _get_room, _set_room, notify=room_changed)


class _Frames(QQuickImageProvider):
    """Answers "image://moving/12" with the newest frame."""

    def __init__(self, moving: Moving) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._moving = moving

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803 - Qt's
        return self._moving.image
