"""USB printers as the Linux kernel shows them: /dev/usb/lp0, readable and writable."""

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

from hardware.errors import Disconnected, Stalled

FLUSH_BYTES_MAX = 65_536
EMPTY_ANSWER_S = 0.02  # many printers answer each question of the kernel's with nothing, at once


class UsbPrinterTransport:
    """The kernel's printer file, opened without blocking: an offline printer holds no thread."""

    def __init__(self, path: str, *, write_timeout_s: float) -> None:
        self._path = path
        self._write_timeout_s = write_timeout_s
        self._file: int | None = None
        with self._errors_named(f"cannot open {path}: plug it in, check the group `lp`"):
            self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK)

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        deadline_s = monotonic() + self._write_timeout_s
        with self._errors_named(f"lost {self._path} while writing: check the USB cable"):
            while left:
                wait_s = max(0.0, deadline_s - monotonic())
                if not select.select([], [self._descriptor()], [], wait_s)[1]:
                    raise Stalled(f"{self._path} takes no more data: is the printer ready?")
                with suppress(BlockingIOError):
                    left = left[os.write(self._descriptor(), left) :]

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        with self._errors_named(f"lost {self._path} while reading: check the USB cable"):
            if not select.select([self._descriptor()], [], [], timeout_s)[0]:
                return b""
            data = b""
            with suppress(BlockingIOError):
                data = os.read(self._descriptor(), max_bytes)
        if not data and timeout_s > 0:
            sleep(EMPTY_ANSWER_S)
        return data

    def flush_input(self) -> None:
        flushed = 0
        while flushed < FLUSH_BYTES_MAX and (data := self.read(4096, timeout_s=0)):
            flushed += len(data)

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def _descriptor(self) -> int:
        if self._file is None:
            raise Disconnected(f"{self._path} is closed")
        return self._file

    @contextmanager
    def _errors_named(self, message: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Disconnected(f"{message} ({error})") from error
