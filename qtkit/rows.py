"""A list for QML whose delegates live on while their row changes.

A Repeater over a plain array makes every delegate anew at each change, and a finger that is just
pressing one of them loses its button. Here rows that keep their place are updated in place.
"""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

_ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_DISPLAY_ROLE: Final = int(Qt.ItemDataRole.DisplayRole)
_NOWHERE: Final = QModelIndex()


class Rows(QAbstractListModel):
    """Rows are plain maps, seen in QML as `required property var row`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, Any]] = []

    def replace(self, rows: list[dict[str, Any]]) -> None:
        """Show `rows`: common places are updated, the end grows or shrinks."""
        common = min(len(rows), len(self._rows))
        for place in range(common):
            if rows[place] != self._rows[place]:
                self._rows[place] = rows[place]
                index = self.index(place, 0)
                self.dataChanged.emit(index, index, [_ROW_ROLE])
        if len(rows) > common:
            self.beginInsertRows(QModelIndex(), common, len(rows) - 1)
            self._rows = [*self._rows, *rows[common:]]
            self.endInsertRows()
        elif len(self._rows) > common:
            self.beginRemoveRows(QModelIndex(), common, len(self._rows) - 1)
            self._rows = self._rows[:common]
            self.endRemoveRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = _DISPLAY_ROLE,
    ) -> Any:
        if role == _ROW_ROLE and 0 <= index.row() < len(self._rows):
            return self._rows[index.row()]
        return None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        return {_ROW_ROLE: QByteArray(b"row")}
