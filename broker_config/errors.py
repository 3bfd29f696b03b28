"""What can go wrong with the broker, in words for the technician."""


class BrokerError(Exception):
    """The broker cannot be set up or does not run. The text says what to do."""


class PortInUse(BrokerError):
    """Another program listens where the broker should."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"port {port} is in use: stop the program that listens there, or choose another port"
        )
        self.port = port
