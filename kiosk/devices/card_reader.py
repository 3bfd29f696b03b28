"""The card reader as the presenter wants it: listening, or not."""

from hardware.roles import CardReader


class ListeningCardReader:
    """A reader on its worker's thread."""

    def __init__(self, worker: CardReader) -> None:
        self._worker = worker

    def listen(self, *, enabled: bool) -> None:
        if enabled:
            self._worker.enable()
        else:
            self._worker.disable()

    def start(self) -> None:
        self._worker.start()

    def stop(self) -> None:
        self._worker.stop()


class NoCardReader:
    """A kiosk without a reader."""

    def listen(self, *, enabled: bool) -> None:
        """Nobody reads."""

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""
