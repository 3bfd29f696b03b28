"""How a program without a window learns that it is to end."""

import signal


class Ending:
    """Called, it tells whether Ctrl-C or SIGTERM has come.

    A plain flag: a second signal may interrupt the handler of the first, and one that took a lock,
    as that of `threading.Event`, would then wait for itself.
    """

    def __init__(self) -> None:
        self._told = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._tell)

    def __call__(self) -> bool:
        return self._told

    def _tell(self, *_: object) -> None:
        self._told = True
