"""What a clerk may want to know and not to do: who is next and why, and how the own day goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from caller.core.moment import Moment, frame
from caller.core.pages.page import Page
from caller.core.screens import Fact, Sheet
from caller.core.side import upcoming
from caller.core.wording import Wording
from contract.messages.state import OwnFigures


@dataclass(frozen=True)
class NextPage(Page):
    """Whom this window would call next, in order."""

    def screen(self, moment: Moment) -> Sheet:
        say, tickets = moment.wording.say, upcoming(moment)
        facts = tuple(
            Fact(name=each.number, text=f"{each.service} · {each.waited} · {each.why}")
            for each in tickets
        )
        return Sheet(
            frame=frame(moment),
            subject="next",
            title=say("next.title") if tickets else say("next.nobody"),
            facts=facts,
            options=(),
        )


@dataclass(frozen=True)
class OwnDayPage(Page):
    """What the clerk who is signed in has done today."""

    def stands(self, moment: Moment) -> bool:
        return _own(moment) is not None

    def screen(self, moment: Moment) -> Sheet:
        own, panel = _own(moment), moment.desk.panel
        clerk_id = panel.clerk_id if panel else None
        clerk = moment.wording.clerk(clerk_id) if clerk_id else ""
        return Sheet(
            frame=frame(moment),
            subject="own_day",
            title=moment.wording.say("own.title", clerk=clerk),
            facts=tuple(_facts(own, moment.wording)) if own else (),
            options=(),
        )


def _own(moment: Moment) -> OwnFigures | None:
    return moment.desk.panel.own if moment.desk.panel else None


def _facts(own: OwnFigures, wording: Wording) -> Iterator[Fact]:
    say = wording.say
    yield Fact(name=say("own.finished"), text=str(own.finished))
    if own.mean_ms is not None:
        yield Fact(name=say("own.mean"), text=_minutes_and_seconds(own.mean_ms, wording))
    yield Fact(name=say("own.no_shows"), text=str(own.no_shows))
    yield Fact(name=say("own.sent_on"), text=str(own.sent_on))
    levels = [
        say("own.rating", level=say(f"rating.level.{level}"), n=count)
        for level, count in reversed([*enumerate(own.rated, start=1)])
        if count
    ]
    yield Fact(name=say("own.rated"), text=" · ".join(levels) or say("own.nobody_rated"))


def _minutes_and_seconds(span_ms: int, wording: Wording) -> str:
    minutes, seconds = divmod(span_ms // 1000, 60)
    return wording.say("own.span", m=minutes, s=seconds)
