import QtQuick
import Hallcall

// Small facts in one line; what is empty is left out.
PlainText {
    required property list<string> facts

    color: Theme.muted
    elide: Text.ElideRight
    text: facts.filter(fact => fact !== "").join("  ·  ")
    visible: text !== ""
    wrapMode: Text.NoWrap
}
