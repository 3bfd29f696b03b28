"""What one window serves, in which order, with which weights: changed for the rest of the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, HOTKEYS, Page, SendingPage, choosing, together
from caller.core.pages.supervision.draft import WEIGHT_MAX, Draft, Served
from caller.core.screens import Row, ServedGroup, Services
from contract.ids import GroupId, WindowId
from contract.messages.commands import SetWindowServices

_CHANGES: Final[Mapping[str, Callable[[Draft, str], Draft]]] = {
    "mark": Draft.mark_moved,
    "services.mark": Draft.mark_on,
    "services.weight": Draft.weighing,
    "services.heavier": Draft.heavier,
    "services.move": Draft.moved,
    "services.remove": Draft.without_marked,
}
_APPLY: Final = "services.apply"
_ADD: Final = "services.add"


def served(window_id: WindowId, moment: Moment) -> Served:
    """Return what a window serves now; before it is heard, what the hall file says."""
    now = moment.desk.knowledge.windows.get(window_id)
    if now is not None and now.serves:
        return tuple((group_id, now.weights.get(group_id, 1)) for group_id in now.serves)
    return tuple(moment.hall.windows[window_id].services.items())


def who(window_id: WindowId, moment: Moment) -> str:
    """Return how a window stands, who is there, and which number."""
    window, wording = moment.desk.knowledge.windows.get(window_id), moment.wording
    if window is None:
        return ""
    clerk = wording.clerk(window.clerk_id) if window.clerk_id else ""
    status = wording.say(f"status.{window.status}")
    return " · ".join(part for part in (status, clerk, window.number or "") if part)


@dataclass(frozen=True)
class ServicesPage(SendingPage):
    """A draft, until it is applied."""

    windows: Page
    window_id: WindowId
    draft: Draft

    needs = Action.SUPERVISE
    keys = together(
        BACK_KEYS,
        choosing("services.weight", HOTKEYS[:WEIGHT_MAX]),
        {
            "Up": ("mark", "-1"),
            "Down": ("mark", "1"),
            "U": ("services.move", "-1"),
            "D": ("services.move", "1"),
            "X": ("services.remove", ""),
            "A": (_ADD, ""),
            "Enter": (_APPLY, ""),
        },
    )
    takes = frozenset({*_CHANGES, _ADD, _APPLY})
    harmless = frozenset({*_CHANGES, _ADD})

    @property
    def parent(self) -> Page:
        return self.windows

    def screen(self, moment: Moment) -> Services:
        wording, changed = moment.wording, self._is_changed(moment)
        return Services(
            frame=frame(moment),
            subject=f"services.{self.window_id}",
            title=wording.say("services.title", window=wording.counter(self.window_id)),
            who=who(self.window_id, moment),
            served=tuple(
                ServedGroup(
                    group_id=group_id,
                    name=wording.group(group_id),
                    weight=weight,
                    marked=place == self.draft.marked,
                )
                for place, (group_id, weight) in enumerate(self.draft.served)
            ),
            changed=changed,
            possible=changed and bool(self.draft.served),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        if action == _ADD:
            return AddGroupPage(services=self)
        if action == _APPLY:
            return self._applied(moment)
        return replace(self, draft=_CHANGES[action](self.draft, argument))

    def _is_changed(self, moment: Moment) -> bool:
        return self.draft.served != served(self.window_id, moment)

    def _applied(self, moment: Moment) -> Page:
        if not self.draft.served or not self._is_changed(moment):
            return self
        sent = moment.desk.order(
            Action.SUPERVISE,
            SetWindowServices,
            of_window_id=self.window_id,
            serves=tuple(group_id for group_id, _ in self.draft.served),
            weights={group_id: weight for group_id, weight in self.draft.served if weight > 1},
        )
        return replace(self, sent=sent)


@dataclass(frozen=True)
class AddGroupPage(BrowsePage):
    """Which line should the window serve as well?"""

    services: ServicesPage = field(kw_only=True)

    subject = "services.add"
    needs = Action.SUPERVISE

    @property
    def parent(self) -> Page:
        return self.services

    def rows(self, moment: Moment) -> list[Row]:
        lines, taken = moment.desk.knowledge.queues, dict(self.services.draft.served)
        waiting = {
            line.group_id: moment.wording.say("waiting", n=line.waiting) for line in lines.values()
        }
        return [
            Row(id=group.id, text=moment.wording.group(group.id), note=waiting.get(group.id, ""))
            for group in moment.hall.group
            if group.id not in taken
        ]

    def chosen(self, row_id: str, moment: Moment) -> Page:  # noqa: ARG002
        services = self.services
        return replace(services, draft=services.draft.with_group(GroupId(row_id)))
