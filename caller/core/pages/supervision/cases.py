"""Bad ratings that wait: for an answer to the citizen, and for what caused them to be corrected."""

from dataclasses import dataclass, replace

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, Page, together
from caller.core.pages.sentence import SentencePage
from caller.core.screens import Fact, Option, Row, Sheet
from contract.ids import ServiceId
from contract.messages.alarms import RatingCase
from contract.messages.commands import AnswerCase, CorrectCase


def overdue(moment: Moment) -> int:
    """Return how many cases should have been closed by now."""
    return sum(_is_overdue(case, moment) for case in moment.desk.knowledge.cases)


@dataclass(frozen=True)
class CasesPage(BrowsePage):
    """All of them, the most urgent first."""

    subject = "cases"
    needs = Action.SUPERVISE

    def rows(self, moment: Moment) -> list[Row]:
        return [_row(case, moment) for case in moment.desk.knowledge.cases]

    def chosen(self, row_id: str, moment: Moment) -> Page:  # noqa: ARG002
        return CasePage(self, ServiceId(row_id))


@dataclass(frozen=True)
class CasePage(Page):
    """One of them: first it is answered, then corrected, which closes it."""

    cases: CasesPage
    service_id: ServiceId

    needs = Action.SUPERVISE
    keys = together(BACK_KEYS, {"A": ("sheet.do", "answer"), "C": ("sheet.do", "correct")})
    takes = frozenset({"sheet.do"})
    harmless = takes  # there is something to type yet

    def stands(self, moment: Moment) -> bool:
        """A case that another supervisor has closed is gone."""
        return super().stands(moment) and _case(self.service_id, moment) is not None

    @property
    def parent(self) -> Page:
        return self.cases

    def screen(self, moment: Moment) -> Sheet:
        say, case = moment.wording.say, _case(self.service_id, moment)
        assert case is not None, "it stands"
        answered = case.answered_at_ms is not None
        return Sheet(
            frame=frame(moment),
            subject=f"case.{self.service_id}",
            title=say("case.title", number=case.number),
            facts=_facts(case, moment),
            options=(
                Option(id="answer", key="A", text=say("case.answer"), possible=not answered),
                Option(id="correct", key="C", text=say("case.correct"), possible=answered),
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        case = _case(self.service_id, moment)
        answered = case is not None and case.answered_at_ms is not None
        if argument == "answer" and not answered:
            return AnswerPage(self)
        return CorrectPage(self) if argument == "correct" and answered else self


@dataclass(frozen=True)
class _CaseTextPage(SentencePage):
    """Words for the record of a case."""

    case: CasePage

    needs = Action.SUPERVISE

    @property
    def parent(self) -> Page:
        return self.case

    def asked(self, moment: Moment) -> tuple[str, str]:
        say = moment.wording.say
        return say(f"case.{self.subject}.title"), say("case.how")


@dataclass(frozen=True)
class AnswerPage(_CaseTextPage):
    """What was the citizen answered?"""

    @property
    def subject(self) -> str:
        return "answer"

    def taken(self, words: str, moment: Moment) -> Page:
        service_id = self.case.service_id
        sent = moment.desk.order(Action.SUPERVISE, AnswerCase, service_id=service_id, text=words)
        return replace(self, sent=sent)


@dataclass(frozen=True)
class CorrectPage(_CaseTextPage):
    """What is different now, so that it does not happen again?"""

    @property
    def subject(self) -> str:
        return "correct"

    @property
    def follows(self) -> Page:
        return self.case.cases

    def taken(self, words: str, moment: Moment) -> Page:
        service_id = self.case.service_id
        sent = moment.desk.order(Action.SUPERVISE, CorrectCase, service_id=service_id, text=words)
        return replace(self, sent=sent)


def _case(service_id: ServiceId, moment: Moment) -> RatingCase | None:
    cases = moment.desk.knowledge.cases
    return next((case for case in cases if case.service_id == service_id), None)


def _is_overdue(case: RatingCase, moment: Moment) -> bool:
    return moment.now_ms > case.due_at_ms


def _row(case: RatingCase, moment: Moment) -> Row:
    wording = moment.wording
    where = wording.counter(case.window_id)
    why = wording.rating_reason(case.reason)
    return Row(
        id=case.service_id,
        text=f"{case.number} · {_level(case, moment)}",
        note=_due(case, moment),
        detail=" · ".join(part for part in (where, why, _state(case, moment)) if part),
        tone="bad" if _is_overdue(case, moment) else "",
    )


def _facts(case: RatingCase, moment: Moment) -> tuple[Fact, ...]:
    say, wording = moment.wording.say, moment.wording
    overdue_tone = "bad" if _is_overdue(case, moment) else ""
    facts = (
        Fact(name=say("case.due"), text=_due(case, moment), tone=overdue_tone),
        Fact(name=say("case.level"), text=_level(case, moment)),
        Fact(name=say("case.reason"), text=wording.rating_reason(case.reason)),
        Fact(name=say("case.where"), text=wording.counter(case.window_id)),
        Fact(name=say("case.line"), text=wording.group(case.group_id)),
        Fact(name=say("case.clerk"), text=wording.clerk(case.clerk_id) if case.clerk_id else ""),
        Fact(name=say("case.state"), text=_state(case, moment)),
    )
    return tuple(fact for fact in facts if fact.text)


def _level(case: RatingCase, moment: Moment) -> str:
    return moment.wording.say(f"rating.level.{case.level}")


def _state(case: RatingCase, moment: Moment) -> str:
    return moment.wording.say("case.open" if case.answered_at_ms is None else "case.answered")


def _due(case: RatingCase, moment: Moment) -> str:
    left_ms = case.due_at_ms - moment.now_ms
    key = "case.overdue" if left_ms < 0 else "case.left"
    return moment.wording.say(key, time=moment.wording.lasting(abs(left_ms)))
