"""Signs in the colour of the theme: the software renderer has no effect that tints a picture."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize, QUrl
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

PROVIDER: Final = "sign"
DRAWN_IN: Final = "#fff"
"""The colour in the files."""
SIDE_PX: Final = 96


class Signs(QQuickImageProvider):
    """Answers "image://sign/a9d1ff/file:///…/clock.svg"."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803 - Qt's
        colour, _, url = id.partition("/")
        side = max(requestedSize.width(), requestedSize.height())
        return draw_sign(Path(QUrl(url).toLocalFile()), f"#{colour}", side or SIDE_PX)


def draw_sign(file: Path, colour: str, side_px: int) -> QImage:
    """Return the sign, `side_px` wide and high; empty if there is no such file."""
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    if file.is_file():
        drawing = file.read_text(encoding="utf-8").replace(DRAWN_IN, colour)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter)
        painter.end()
    return image
