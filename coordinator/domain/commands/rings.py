"""Somebody at a kiosk rings for a person."""

from contract.ids import DeviceId
from coordinator.domain.commands.base import Command, WindowCommand


class Ring(Command, frozen=True):
    language: str = "zh"


class AnswerRing(WindowCommand, frozen=True):
    of_kiosk_id: DeviceId
