import QtQuick
import Hallcall

// A list to choose from; a new one begins at its top.
ListView {
    id: list

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    spacing: 6 * Theme.u

    onCountChanged: positionViewAtBeginning()
}
