"""Packs of recorded clips: one language, one voice. docs/voice.md says what is in one."""

from qtkit.speech.packs.check import Complaint, complaints
from qtkit.speech.packs.files import BadPack
from qtkit.speech.packs.make import write_pack
from qtkit.speech.packs.pack import Pack

__all__ = ["BadPack", "Complaint", "Pack", "complaints", "write_pack"]
