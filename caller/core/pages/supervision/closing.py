"""A supervisor closes a line, with a note for the citizens at the kiosk, or opens it again."""

from dataclasses import dataclass, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.page import (
    BACK_KEYS,
    CONFIRM_KEYS,
    HOTKEYS,
    Page,
    SendingPage,
    choosing,
    reasons,
    together,
)
from caller.core.pages.sentence import SentencePage
from caller.core.screens import Confirm, Option, Options
from contract.ids import GroupId
from contract.messages.commands import CloseGroup, OpenGroup
from contract.text import Text

OWN_WORDS: Final = "T"
"""The key, and the choice, of a note that is typed."""


@dataclass(frozen=True)
class _LinesPart(SendingPage):
    """A step on the way from the page of a line, and back to it."""

    line: Page
    group_id: GroupId

    needs = Action.SUPERVISE

    @property
    def parent(self) -> Page:
        return self.line


@dataclass(frozen=True)
class CloseReasonPage(_LinesPart):
    """Why? One of the ready notes, or words of one's own."""

    keys = together(BACK_KEYS, choosing("close.note", HOTKEYS[:9] + OWN_WORDS))
    takes = frozenset({"close.note"})
    harmless = takes  # it is asked once more

    def screen(self, moment: Moment) -> Options:
        say = moment.wording.say
        ready = tuple(
            Option(id=note.key, key=note.key, text=note.text)
            for note in reasons("close.note", moment)
        )
        own = Option(id=OWN_WORDS, key=OWN_WORDS, text=say("close.own_words"))
        return Options(
            frame=frame(moment),
            title=say("close.title", group=moment.wording.group(self.group_id)),
            action="close.note",
            options=(*ready, own),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        if argument == OWN_WORDS:
            return NotePage(self.line, self.group_id)
        if argument not in [note.key for note in reasons(action, moment)]:
            return self
        note = moment.wording.text(f"{action}.{argument}")
        return ConfirmClosePage(self.line, self.group_id, note)


@dataclass(frozen=True)
class NotePage(SentencePage, _LinesPart):
    """The note in one's own words: in Chinese, then in English."""

    zh: str = ""

    @property
    def subject(self) -> str:
        return f"note.{'en' if self.zh else 'zh'}"

    def asked(self, moment: Moment) -> tuple[str, str]:
        return moment.wording.say(f"close.{self.subject}"), moment.wording.say("close.note.how")

    def taken(self, words: str, moment: Moment) -> Page:  # noqa: ARG002
        if not self.zh:
            return NotePage(self.line, self.group_id, words)
        note = Text.model_construct(zh=self.zh, en=words)
        return ConfirmClosePage(self.line, self.group_id, note)


@dataclass(frozen=True)
class ConfirmClosePage(_LinesPart):
    """Really? What the kiosk will say is read once more."""

    note: Text

    keys = CONFIRM_KEYS
    takes = frozenset({"confirm.yes"})

    def screen(self, moment: Moment) -> Confirm:
        question = moment.wording.say(
            "close.question",
            group=moment.wording.group(self.group_id),
            note=self.note.in_language(moment.wording.language),
        )
        return Confirm(frame=frame(moment), question=question)

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        sent = moment.desk.order(
            Action.SUPERVISE,
            CloseGroup,
            group_id=self.group_id,
            note_zh=self.note.zh,
            note_en=self.note.en,
        )
        return replace(self, sent=sent)


@dataclass(frozen=True)
class ConfirmOpenPage(_LinesPart):
    """Should it give tickets again?"""

    keys = CONFIRM_KEYS
    takes = frozenset({"confirm.yes"})

    def screen(self, moment: Moment) -> Confirm:
        group = moment.wording.group(self.group_id)
        return Confirm(
            frame=frame(moment), question=moment.wording.say("open.question", group=group)
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        sent = moment.desk.order(Action.SUPERVISE, OpenGroup, group_id=self.group_id)
        return replace(self, sent=sent)
