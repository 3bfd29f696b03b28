pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// How many are ahead, how long it will take, where to go: in a row, or one below the other.
Flow {
    id: facts

    required property Page page
    required property string group
    property bool stacked: false
    // All in one row, also where the page is upright.
    property bool flat: false
    property real rowHeight: (screen.comfort.large ? 140 : 180) * Theme.u
    readonly property var screen: page.screen
    readonly property int columns: stacked ? 1 : page.wide || flat ? 3 : 2
    readonly property real cellWidth: Math.floor((width - spacing * (columns - 1)) / columns)
    readonly property real cellHeight: stacked ? Math.floor((height - spacing * 2) / 3) : rowHeight

    spacing: Theme.gap

    Fact {
        height: facts.cellHeight
        narrow: facts.flat
        icon: "people"
        label: facts.page.say("papers.ahead.label", {})
        value: facts.page.given(facts.screen.ahead) ? facts.page.say("papers.ahead", {
            count: facts.screen.ahead
        }) : facts.page.say("papers.unknown", {})
        valueName: facts.group + ".ahead"
        width: facts.cellWidth
    }
    Fact {
        height: facts.cellHeight
        narrow: facts.flat
        icon: "clock"
        label: facts.page.say("papers.wait.label", {})
        value: {
            if (!facts.page.given(facts.screen.wait_minutes))
                return facts.page.say("papers.unknown", {});
            return facts.page.say(facts.screen.wait_minutes !== "" ? "papers.wait" : "papers.wait.none", {
                minutes: facts.screen.wait_minutes
            });
        }
        valueName: facts.group + ".wait"
        width: facts.cellWidth
    }
    Fact {
        height: facts.cellHeight
        narrow: facts.flat
        icon: "window"
        label: facts.page.say("papers.windows.label", {})
        value: facts.page.say("papers.windows", {
            windows: facts.screen.windows
        })
        valueName: facts.group + ".windows"
        width: facts.columns === 2 ? facts.width : facts.cellWidth
    }
}
