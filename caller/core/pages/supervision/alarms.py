"""The alarms that stand: what is wrong, since when, what to do, and who has seen it."""

from dataclasses import dataclass, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.notices import number_of_service
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, Page, SendingPage, together
from caller.core.screens import Fact, Option, Row, Sheet
from caller.core.wording import Wording
from contract.ids import AlarmId, DeviceId, GroupId, WindowId
from contract.messages.alarms import Alarm
from contract.messages.commands import AcknowledgeAlarm

_ABOUT_GROUPS: Final = frozenset(
    {"longest_wait", "line_length", "no_window", "closing_by_capacity"}
)
_ABOUT_WINDOWS: Final = frozenset({"idle_window", "service_over_promise", "panic"})
_ABOUT_SERVICES: Final = frozenset({"bad_rating", "case_overdue"})
_IN_SECONDS: Final = frozenset({"longest_wait", "service_over_promise"})


def news(moment: Moment) -> int:
    """Return how many alarms nobody has acknowledged."""
    return sum(alarm.acknowledged_by is None for alarm in moment.desk.knowledge.alarms)


@dataclass(frozen=True)
class AlarmsPage(BrowsePage):
    """All of them, the newest first."""

    subject = "alarms"
    needs = Action.SUPERVISE

    def rows(self, moment: Moment) -> list[Row]:
        return [_row(alarm, moment) for alarm in moment.desk.knowledge.alarms]

    def chosen(self, row_id: str, moment: Moment) -> Page:  # noqa: ARG002
        return AlarmPage(self, AlarmId(row_id))


@dataclass(frozen=True)
class AlarmPage(SendingPage):
    """One of them; it says so when the alarm has ended meanwhile."""

    alarms: AlarmsPage
    alarm_id: AlarmId

    needs = Action.SUPERVISE
    keys = together(
        BACK_KEYS, {"Enter": ("sheet.do", "acknowledge"), "A": ("sheet.do", "acknowledge")}
    )
    takes = frozenset({"sheet.do"})

    @property
    def parent(self) -> Page:
        return self.alarms

    def screen(self, moment: Moment) -> Sheet:
        wording, alarm = moment.wording, _standing(self.alarm_id, moment)
        acknowledge = Option(
            id="acknowledge",
            key="Enter",
            text=wording.say("alarm.acknowledge"),
            possible=alarm is not None and alarm.acknowledged_by is None,
        )
        return Sheet(
            frame=frame(moment),
            subject=f"alarm.{self.alarm_id}",
            title=in_words(alarm, wording) if alarm else wording.say("alarm.over"),
            facts=_facts(alarm, moment) if alarm else (),
            options=(acknowledge,),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        alarm = _standing(self.alarm_id, moment)
        if argument != "acknowledge" or alarm is None or alarm.acknowledged_by is not None:
            return self
        sent = moment.desk.order(Action.SUPERVISE, AcknowledgeAlarm, alarm_id=self.alarm_id)
        return replace(self, sent=sent)


def _standing(alarm_id: AlarmId, moment: Moment) -> Alarm | None:
    alarms = moment.desk.knowledge.alarms
    return next((alarm for alarm in alarms if alarm.alarm_id == alarm_id), None)


def _row(alarm: Alarm, moment: Moment) -> Row:
    return Row(
        id=alarm.alarm_id,
        text=in_words(alarm, moment.wording),
        note=moment.wording.lasting(moment.now_ms - alarm.raised_at_ms),
        detail=_seen(alarm, moment.wording),
        tone="" if alarm.acknowledged_by else "bad",
    )


def _facts(alarm: Alarm, moment: Moment) -> tuple[Fact, ...]:
    say = moment.wording.say
    return (
        Fact(name=say("alarm.do"), text=say(f"alarm.{alarm.alarm}.do")),
        Fact(
            name=say("alarm.since"),
            text=moment.wording.lasting(moment.now_ms - alarm.raised_at_ms),
        ),
        Fact(name=say("alarm.seen"), text=_seen(alarm, moment.wording)),
    )


def _seen(alarm: Alarm, wording: Wording) -> str:
    if alarm.acknowledged_by is None:
        return wording.say("alarm.new")
    return wording.say("alarm.seen_by", clerk=wording.clerk(alarm.acknowledged_by))


def in_words(alarm: Alarm, wording: Wording) -> str:
    """Return the cause in words: what, where, and how much when it began."""
    value = -(-alarm.value // 60) if alarm.alarm in _IN_SECONDS else alarm.value
    return wording.say(f"alarm.{alarm.alarm}", subject=_subject(alarm, wording), n=value)


def _subject(alarm: Alarm, wording: Wording) -> str:
    if alarm.alarm in _ABOUT_GROUPS:
        return wording.group(GroupId(alarm.subject))
    if alarm.alarm in _ABOUT_WINDOWS:
        return wording.counter(WindowId(alarm.subject))
    if alarm.alarm in _ABOUT_SERVICES:
        return number_of_service(alarm.subject)
    if alarm.alarm == "ring":
        return wording.kiosk(DeviceId(alarm.subject))
    return wording.device(alarm.subject)
