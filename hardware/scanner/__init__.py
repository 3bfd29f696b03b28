"""Scanners of tickets, appointments and documents."""

from hardware.scanner.events import Scanned, ScannerDown, ScannerEvent, ScannerUp

__all__ = ["Scanned", "ScannerDown", "ScannerEvent", "ScannerUp"]
