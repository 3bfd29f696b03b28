"""Machine-readable zones of passports, identity cards, visas and travel permits (ICAO Doc 9303)."""

from hardware.mrz.collector import MrzCollector
from hardware.mrz.documents import Doubt, TravelDocument, UnreadableZone, read_document
from hardware.mrz.forms import Form

__all__ = [
    "Doubt",
    "Form",
    "MrzCollector",
    "TravelDocument",
    "UnreadableZone",
    "read_document",
]
