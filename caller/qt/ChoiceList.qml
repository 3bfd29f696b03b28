import QtQuick
import Hallcall

// A list to choose from; it follows the mark.
ListView {
    id: list

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    reuseItems: false
    spacing: 8 * Theme.u

    // What is not wholly seen cannot be meant.
    onCountChanged: positionViewAtBeginning()
}
