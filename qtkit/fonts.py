"""Which characters the fonts of this machine have, all of them together."""

from PySide6.QtGui import QFont, QTextLayout


def undrawable(words: str, font: QFont) -> set[str]:
    """Return the characters that Qt can only show as a box. There must be a QGuiApplication."""
    return {sign for sign in set(words) if not sign.isspace() and _is_box(sign, font)}


def _is_box(sign: str, font: QFont) -> bool:
    layout = QTextLayout(sign, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    return not glyphs or 0 in glyphs
