import QtQuick

// The page of the screen now. A Loader would do, but Qt (6.11 at least) never lets go of the values
// that `Loader.setSource` hands to an item: a whole screen for every page that is turned.
FocusScope {
    id: turning

    required property var bridge
    property Item item: null
    property var leaves: ({})

    // Show the page of a file, in place of the one before.
    function turn(file: url, screen: var): void {
        if (!leaves[file])
            leaves[file] = Qt.createComponent(file, Component.PreferSynchronous, turning);
        const leaf = leaves[file];
        const before = item;
        item = null;
        if (before) {
            before.parent = null;
            before.visible = false;
            before.destroy();
        }
        item = leaf.createObject(turning, {
            bridge: bridge,
            height: height,
            screen: screen,
            width: width
        });
        if (!item)
            console.error(leaf.errorString());
    }

    Binding {
        property: "width"
        target: turning.item
        value: turning.width
        when: turning.item !== null
    }
    Binding {
        property: "height"
        target: turning.item
        value: turning.height
        when: turning.item !== null
    }
}
