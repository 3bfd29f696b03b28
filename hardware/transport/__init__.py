"""Byte transports: serial ports, TCP sockets and USB printer files behind one small interface."""

from hardware.transport.base import Transport
from hardware.transport.open import Flow, check_url, open_transport

__all__ = ["Flow", "Transport", "check_url", "open_transport"]
