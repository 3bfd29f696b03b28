"""What a supervisor decides."""

from contract.ids import AlarmId, GroupId, ServiceId, WindowId
from coordinator.domain.commands.base import WindowCommand


class CloseGroup(WindowCommand, frozen=True):
    group_id: GroupId
    note_zh: str
    note_en: str


class OpenGroup(WindowCommand, frozen=True):
    group_id: GroupId


class SetWindowServices(WindowCommand, frozen=True):
    of_window_id: WindowId
    serves: tuple[GroupId, ...]
    weights: dict[GroupId, int]


class AcknowledgeAlarm(WindowCommand, frozen=True):
    alarm_id: AlarmId


class CaseCommand(WindowCommand, frozen=True):
    service_id: ServiceId
    text: str


class AnswerCase(CaseCommand, frozen=True):
    pass


class CorrectCase(CaseCommand, frozen=True):
    pass
