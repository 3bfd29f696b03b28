"""Of which line is the next to be called?"""

from dataclasses import dataclass

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.page import BACK_KEYS, HOTKEYS, Page, choosing, key_of, together
from caller.core.screens import Option, Options
from contract.ids import GroupId


@dataclass(frozen=True)
class CallGroupPage(Page):
    """The lines of this window."""

    needs = Action.CALL_GROUP
    keys = together(BACK_KEYS, choosing("call_group.place"))
    takes = frozenset({"call_group.of", "call_group.place"})

    def screen(self, moment: Moment) -> Options:
        lines = moment.desk.panel.lines if moment.desk.panel else ()
        return Options(
            frame=frame(moment),
            title=moment.wording.say("call_group.title"),
            action="call_group.of",
            options=tuple(
                Option(
                    id=line.group_id,
                    key=key_of(place),
                    text=moment.wording.group(line.group_id),
                    note=moment.wording.say("waiting", n=line.waiting),
                )
                for place, line in enumerate(lines)
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "call_group.of":
            return self.unless(moment.desk.call_group(GroupId(argument)))
        lines = moment.desk.panel.lines if moment.desk.panel else ()
        place = HOTKEYS.find(argument)
        if not 0 <= place < len(lines):
            return self
        return self.unless(moment.desk.call_group(lines[place].group_id))
