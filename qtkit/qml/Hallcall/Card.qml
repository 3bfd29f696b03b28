import QtQuick

// A white sheet on the paper.
Rectangle {
    border.color: Theme.line
    border.width: Math.max(1, 2 * Theme.u)
    color: Theme.card
    radius: Theme.radius
}
