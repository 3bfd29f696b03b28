"""What a supervisor decides."""

from typing import Annotated, TypeAlias

import msgspec

from contract.ids import AlarmId, GroupId, ServiceId, WindowId
from contract.messages.base import GIVEN_ID, ShortText
from contract.messages.commands.base import Note, WindowCommand

Weight: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=9)]


class CloseGroup(WindowCommand, frozen=True, tag="close_group"):
    """A supervisor stops the tickets of a group for today; the note is shown at the kiosk."""

    group_id: Annotated[GroupId, GIVEN_ID]
    note_zh: Note
    note_en: Note


class OpenGroup(WindowCommand, frozen=True, tag="open_group"):
    """A supervisor lets a group give tickets again."""

    group_id: Annotated[GroupId, GIVEN_ID]


class SetWindowServices(WindowCommand, frozen=True, tag="set_window_services"):
    """A supervisor changes what a window serves, for the rest of the day.

    `window_id` is where the supervisor is signed in, `of_window_id` the window that changes.
    """

    of_window_id: Annotated[WindowId, GIVEN_ID]
    serves: tuple[Annotated[GroupId, GIVEN_ID], ...]
    """Its groups in their order; all that it served before and is not here, it serves no more."""
    weights: dict[Annotated[GroupId, GIVEN_ID], Weight] = msgspec.field(default_factory=dict)
    """Of those that weigh more than 1."""


class AcknowledgeAlarm(WindowCommand, frozen=True, tag="acknowledge_alarm"):
    """A supervisor has seen an alarm. It stands until its cause is gone."""

    alarm_id: Annotated[AlarmId, GIVEN_ID]


class CaseCommand(WindowCommand, frozen=True):
    """A supervisor deals with the case that a bad rating has opened."""

    service_id: Annotated[ServiceId, GIVEN_ID]
    text: Annotated[ShortText, msgspec.Meta(min_length=1)]
    """For the record, which is kept for good: no citizen's name or number."""


class AnswerCase(CaseCommand, frozen=True, tag="answer_case"):
    """What the citizen was answered."""


class CorrectCase(CaseCommand, frozen=True, tag="correct_case"):
    """What has been changed; this closes the case."""
