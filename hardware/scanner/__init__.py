"""Scanners of tickets, appointments and documents: on a serial line, or typing like a keyboard."""

from hardware.scanner.events import (
    Scanned,
    ScannerDown,
    ScannerEvent,
    ScannerUp,
    ScanRefused,
    ZoneScanned,
)
from hardware.scanner.settings import ScannerSettings
from hardware.scanner.wedge import Verdict, WedgeScanner, WedgeSettings
from hardware.scanner.worker import ScannerWorker

__all__ = [
    "ScanRefused",
    "Scanned",
    "ScannerDown",
    "ScannerEvent",
    "ScannerSettings",
    "ScannerUp",
    "ScannerWorker",
    "Verdict",
    "WedgeScanner",
    "WedgeSettings",
    "ZoneScanned",
]
