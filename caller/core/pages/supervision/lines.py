"""The lines of the hall: who waits for what, how long, and what is closed."""

from dataclasses import dataclass

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, Page, together
from caller.core.pages.supervision.closing import CloseReasonPage, ConfirmOpenPage
from caller.core.screens import Fact, Option, Row, Sheet
from contract.ids import GroupId
from contract.messages.state import QueueState


def closed(moment: Moment) -> int:
    """Return how many lines somebody, or the length of the line, has closed."""
    return sum(_is_shut(line) for line in moment.desk.knowledge.queues.values())


@dataclass(frozen=True)
class LinesPage(BrowsePage):
    """All of them."""

    subject = "lines"
    needs = Action.SUPERVISE

    def rows(self, moment: Moment) -> list[Row]:
        lines = moment.desk.knowledge.queues
        return [_row(lines[g.id], moment) for g in moment.hall.group if g.id in lines]

    def chosen(self, row_id: str, moment: Moment) -> Page:  # noqa: ARG002
        return LinePage(self, GroupId(row_id))


@dataclass(frozen=True)
class LinePage(Page):
    """One of them: close it, or open it again."""

    lines: LinesPage
    group_id: GroupId

    needs = Action.SUPERVISE
    keys = together(BACK_KEYS, {"X": ("sheet.do", "close"), "O": ("sheet.do", "open")})
    takes = frozenset({"sheet.do"})
    harmless = takes  # what is chosen asks again

    @property
    def parent(self) -> Page:
        return self.lines

    def screen(self, moment: Moment) -> Sheet:
        say, line = moment.wording.say, moment.desk.knowledge.queues[self.group_id]
        options = (
            Option(id="close", key="X", text=say("line.close"), possible=_may_close(line)),
            Option(id="open", key="O", text=say("line.open"), possible=self._may_open(moment)),
        )
        return Sheet(
            frame=frame(moment),
            subject=f"line.{self.group_id}",
            title=moment.wording.group(self.group_id),
            facts=_facts(line, moment),
            options=options,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        line = moment.desk.knowledge.queues[self.group_id]
        if argument == "close" and _may_close(line):
            return CloseReasonPage(self, self.group_id)
        if argument == "open" and self._may_open(moment):
            return ConfirmOpenPage(self, self.group_id)
        return self

    def _may_open(self, moment: Moment) -> bool:
        """Tell whether a word is enough: what the hall file closes, stays closed."""
        group = moment.hall.groups.get(self.group_id)
        by_file = group is not None and group.closed is not None
        return _is_shut(moment.desk.knowledge.queues[self.group_id]) and not by_file


def _is_shut(line: QueueState) -> bool:
    return line.closed_reason in ("suspended", "capacity")


def _may_close(line: QueueState) -> bool:
    return line.closed_reason not in ("suspended", "no_tickets")


def _row(line: QueueState, moment: Moment) -> Row:
    say = moment.wording.say
    return Row(
        id=line.group_id,
        text=moment.wording.group(line.group_id),
        note=" · ".join(
            part for part in (say("waiting", n=line.waiting), _longest(line, moment)) if part
        ),
        detail=_state(line, moment),
        tone=_tone(line),
    )


def _facts(line: QueueState, moment: Moment) -> tuple[Fact, ...]:
    say = moment.wording.say
    facts = (
        Fact(name=say("line.state"), text=_state(line, moment), tone=_tone(line)),
        Fact(name=say("line.note"), text=_note(line, moment)),
        Fact(name=say("line.waiting"), text=str(line.waiting)),
        Fact(name=say("line.longest"), text=_longest(line, moment)),
        Fact(name=say("line.windows"), text=str(line.open_windows)),
        Fact(name=say("line.expected"), text=_expected(line, moment)),
    )
    return tuple(fact for fact in facts if fact.text)


def _state(line: QueueState, moment: Moment) -> str:
    """Return "open", or why it is not."""
    say = moment.wording.say
    if line.closed_reason is not None:
        return say(f"closed.{line.closed_reason}")
    if line.waiting and not line.open_windows:
        return say("line.no_window")
    return (
        say("line.closing_soon") if line.closing_soon else say("line.is_open", n=line.open_windows)
    )


def _tone(line: QueueState) -> str:
    if _is_shut(line) or (line.waiting and not line.open_windows):
        return "bad"
    return "warn" if line.closing_soon else ""


def _note(line: QueueState, moment: Moment) -> str:
    return line.closed_note_zh if moment.wording.language == "zh" else line.closed_note_en


def _longest(line: QueueState, moment: Moment) -> str:
    if line.oldest_issued_at_ms is None:
        return ""
    return moment.wording.minutes(line.oldest_issued_at_ms, moment.now_ms)


def _expected(line: QueueState, moment: Moment) -> str:
    if line.wait_ms is None:
        return ""
    most = line.wait_ms if line.wait_bound_ms is None else line.wait_bound_ms
    return moment.wording.say("line.wait", n=line.wait_ms // 60_000, most=most // 60_000)
