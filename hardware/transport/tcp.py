"""Network devices: printers on port 9100, serial servers."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from hardware.errors import Disconnected, InvalidAddress, Stalled

FLUSH_BYTES_MAX = 65_536  # a device that never stops sending must not hold us for ever


class TcpTransport:
    """A TCP connection. That it is open says nothing about the device behind it."""

    def __init__(self, url: str, *, connect_timeout_s: float, write_timeout_s: float) -> None:
        self._url = url
        self._write_timeout_s = write_timeout_s
        address = parse_address(url)
        with self._errors_named(f"cannot reach {url}: check the device's power, network, address"):
            self._socket = socket.create_connection(address, timeout=connect_timeout_s)
        # A status request is one small packet: waiting to fill it would cost 40 ms each.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)

    def write(self, data: bytes) -> None:
        with self._errors_named(f"lost {self._url} while writing: check the network cable"):
            self._socket.settimeout(self._write_timeout_s)
            try:
                self._socket.sendall(data)
            except TimeoutError as error:
                raise Stalled(f"{self._url} takes no more data: is the device ready?") from error

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        with self._errors_named(f"lost {self._url} while reading: check the network cable"):
            self._socket.settimeout(timeout_s)
            try:
                data = self._socket.recv(max_bytes)
            except (TimeoutError, BlockingIOError):  # the second: a timeout of 0
                return b""
        if not data:
            raise Disconnected(f"{self._url} closed the connection: is another program using it?")
        return data

    def flush_input(self) -> None:
        flushed = 0
        while flushed < FLUSH_BYTES_MAX and (data := self.read(4096, timeout_s=0)):
            flushed += len(data)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.close()

    @contextmanager
    def _errors_named(self, message: str) -> Iterator[None]:
        try:
            yield
        except ConnectionRefusedError as error:
            refused = f"{self._url} refuses: is the port right, or another program connected to it?"
            raise Disconnected(refused) from error
        except OSError as error:
            raise Disconnected(f"{message} ({error})") from error


def parse_address(url: str) -> tuple[str, int]:
    """Return host and port. Raises `InvalidAddress`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port:
        raise InvalidAddress(f"{url} is not of the form socket://HOST:PORT")
    return host, port
