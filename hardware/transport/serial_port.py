"""Serial ports, USB-serial cables and pseudo terminals, through pyserial."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from serial import SerialException, SerialTimeoutException, serial_for_url

from hardware.errors import Disconnected, InvalidAddress, Stalled

try:
    import termios
except ImportError:  # Windows
    PORT_ERRORS: tuple[type[Exception], ...] = (SerialException, OSError)
else:  # pyserial lets this one through when a port vanishes; it is no OSError
    PORT_ERRORS = (SerialException, OSError, termios.error)


class SerialTransport:
    """A serial line, 8 data bits, no parity. Opened for this program alone."""

    def __init__(self, url: str, *, baud: int, flow: str = "none", write_timeout_s: float) -> None:
        self._url = url
        with self._errors_named(f"cannot open {url}: plug the cable in, and check the port's name"):
            self._port = serial_for_url(
                url,
                baudrate=baud,
                xonxoff=flow == "xonxoff",
                rtscts=flow == "rtscts",
                write_timeout=write_timeout_s,
                exclusive=True,
            )

    def write(self, data: bytes) -> None:
        with self._errors_named(f"lost {self._url} while writing: check the cable"):
            self._port.write(data)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        with self._errors_named(f"lost {self._url} while reading: check the cable"):
            self._port.timeout = timeout_s
            first: bytes = self._port.read(1)
            more = min(self._port.in_waiting, max_bytes - 1) if first else 0
            return first + self._port.read(more) if more else first

    def flush_input(self) -> None:
        with self._errors_named(f"lost {self._url}: check the cable"):
            self._port.reset_input_buffer()

    def close(self) -> None:
        with suppress(*PORT_ERRORS):
            self._port.close()

    @contextmanager
    def _errors_named(self, message: str) -> Iterator[None]:
        """Turn what pyserial and the system raise into this part's own errors."""
        try:
            yield
        except SerialTimeoutException as error:
            raise Stalled(f"{self._url} takes no more data: is the device ready?") from error
        except PORT_ERRORS as error:
            raise Disconnected(f"{message} ({error})") from error
        except ValueError as error:  # pyserial: an unknown scheme
            raise InvalidAddress(f"{self._url} is not a port or a known kind of URL") from error
