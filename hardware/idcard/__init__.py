"""Second-generation ID-card readers (SAM_V protocol, GA 450 / GA 467)."""

from hardware.idcard.events import (
    CardEvent,
    CardRead,
    CardRefused,
    CardRemoved,
    PleaseReplace,
    ReaderDown,
    ReaderUp,
    ServiceCardRead,
)
from hardware.idcard.masking import document_tail, masked_name
from hardware.idcard.numbers import is_citizen_number, tidy_number
from hardware.idcard.records import CardKind, IdCard, Sex
from hardware.idcard.settings import CardReaderSettings
from hardware.idcard.worker import CardReaderWorker

__all__ = [
    "CardEvent",
    "CardKind",
    "CardRead",
    "CardReaderSettings",
    "CardReaderWorker",
    "CardRefused",
    "CardRemoved",
    "IdCard",
    "PleaseReplace",
    "ReaderDown",
    "ReaderUp",
    "ServiceCardRead",
    "Sex",
    "document_tail",
    "is_citizen_number",
    "masked_name",
    "tidy_number",
]
