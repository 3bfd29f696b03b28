"""What can go wrong on a cable. Expected in a hall: each message says what a person can do."""


class DeviceError(Exception):
    """A device did not do what was asked of it."""


class InvalidAddress(DeviceError):
    """The configured address names no kind of connection we know."""


class Disconnected(DeviceError):
    """The connection cannot be opened, or has broken."""


class NoReply(DeviceError):
    """The device is connected but silent: off, busy, or not the device we think it is."""


class Stalled(DeviceError):
    """The device takes no more bytes: its buffer is full or it holds the line."""


class MalformedReply(DeviceError):
    """The device answered with bytes its protocol does not allow. Ask again; do not guess."""


class NoChineseFont(DeviceError):
    """This machine has no font to draw Chinese with."""
