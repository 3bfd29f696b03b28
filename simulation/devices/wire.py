"""Cables for simulated devices: a pseudo terminal or a TCP port, run by one thread each.

The device behind the wire subclasses `Device`; its methods run on the wire's thread.
What a person does to it (presses a key, opens a cover) may come from any thread.
"""

import os
import select
import socket
import struct
import threading
import tty
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

READ_BYTES_MAX = 4096
HANG_UP_S = 5.0  # a bound for who waits until a connection is closed
IDLE_S = 1.0  # the longest a wire sleeps; whoever is in a hurry calls `wake`


class Device(ABC):
    """The far end of a cable."""

    def __init__(self) -> None:
        self.send: Callable[[bytes], None] = _lost  # set by the wire; usable from any thread
        self.wake: Callable[[], None] = _nobody_sleeps

    @abstractmethod
    def receive(self, data: bytes) -> None:
        """Take bytes in whatever pieces they come."""

    def room(self) -> int:
        """Return how many bytes are welcome now; at 0 the wire stops reading and fills up."""
        return READ_BYTES_MAX

    def tick(self, now_s: float) -> float:  # noqa: ARG002 - most devices have no clock
        """Do what has come due; return the seconds until the next tick is wanted."""
        return IDLE_S

    def connected(self) -> None:  # noqa: B027 - most devices do not care
        """Note a new connection: TCP only, a serial line has none."""


class _Waker:
    """Ends another thread's `poll`. Safe to use from any thread, also after `close`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.source, self._bell = os.pipe()
        self._open = True
        os.set_blocking(self._bell, False)

    def ring(self) -> None:
        with self._lock, suppress(BlockingIOError):  # full: it rings already
            if self._open:
                os.write(self._bell, b"!")

    def answer(self) -> None:
        os.read(self.source, READ_BYTES_MAX)

    def close(self) -> None:
        with self._lock:
            self._open = False
            os.close(self.source)
            os.close(self._bell)


class Wire(ABC):
    """One cable. `plug` puts it in, `unplug` pulls it out; both may be repeated."""

    def __init__(self, device: Device) -> None:
        self.device = device
        device.send = self._send
        device.wake = self._wake
        self._line: int | None = None  # where bytes go while somebody may listen
        self._line_lock = threading.Lock()
        self._stopping = threading.Event()
        self._waker: _Waker | None = None
        self._thread: threading.Thread | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Return the address for `hardware.transport.open_transport`."""

    def plug(self) -> Self:
        if self._thread is None:
            self._stopping.clear()
            self._open()
            self._waker = _Waker()
            name = f"wire {self.url}"
            self._thread = threading.Thread(
                target=self._run, args=(self._waker,), name=name, daemon=True
            )
            self._thread.start()
        return self

    def unplug(self) -> None:
        """Pull the cable: the near end sees it at once. Not to be called by the device."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self._wake()
        thread.join()

    def __enter__(self) -> Self:
        return self.plug()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unplug()

    @abstractmethod
    def _open(self) -> None:
        """Make the near end reachable at `url`."""

    @abstractmethod
    def _close(self) -> None:
        """Release everything `_open` made. Runs on the wire's thread, with the line down."""

    @abstractmethod
    def _source(self) -> int:
        """Return the descriptor to wait on."""

    @abstractmethod
    def _act(self, room: int) -> None:
        """Act on news from `_source`; read `room` bytes at most."""

    def _run(self, waker: _Waker) -> None:
        try:
            while not self._stopping.is_set():
                pause_s = self.device.tick(monotonic())
                room = self.device.room()
                if self._wait(waker, pause_s, read=room > 0):
                    self._act(min(room, READ_BYTES_MAX))
        finally:
            self._set_line(None)
            self._close()
            waker.close()

    def _wait(self, waker: _Waker, pause_s: float, *, read: bool) -> bool:
        """Sleep until the line has news, somebody wakes us, or `pause_s` has passed."""
        source = self._source()
        poll = select.poll()
        poll.register(waker.source, select.POLLIN)
        poll.register(source, select.POLLIN if read else select.POLLRDHUP)
        ready = {descriptor for descriptor, _ in poll.poll(pause_s * 1000)}
        if waker.source in ready:
            waker.answer()
        return source in ready

    def _wake(self) -> None:
        if self._waker is not None:
            self._waker.ring()

    def _set_line(self, line: int | None) -> None:
        with self._line_lock:
            self._line = line

    def _send(self, data: bytes) -> None:
        """Put bytes on the line. With nobody there, or nobody reading, they are lost."""
        left = memoryview(data)
        with self._line_lock, suppress(OSError):
            while left and self._line is not None:
                left = left[os.write(self._line, left) :]


class PtyWire(Wire):
    """A pseudo terminal. With `link`, the address stays the same when it is plugged again."""

    def __init__(self, device: Device, *, link: Path | None = None) -> None:
        super().__init__(device)
        self._link = link
        self._far = self._near = -1
        self._name = ""

    @property
    def url(self) -> str:
        return str(self._link) if self._link else self._name

    def _open(self) -> None:
        self._far, self._near = os.openpty()
        tty.setraw(self._near)  # kept open: with no client the far end would read EIO
        os.set_blocking(self._far, False)
        self._name = os.ttyname(self._near)
        if self._link:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._name)
        self._set_line(self._far)

    def _close(self) -> None:
        if self._link:
            self._link.unlink(missing_ok=True)
        os.close(self._near)
        os.close(self._far)

    def _source(self) -> int:
        return self._far

    def _act(self, room: int) -> None:
        with suppress(OSError):
            self.device.receive(os.read(self._far, room))


class TcpWire(Wire):
    """A TCP port that serves one client at a time, as printers' boards do."""

    def __init__(
        self,
        device: Device,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        refuse_second: bool = False,
    ) -> None:
        """A second client waits until the first has gone; or is refused, as some boards do."""
        super().__init__(device)
        self._refuse_second = refuse_second
        self._host = host
        self._port = port
        self._listener = socket.socket()
        self._client: socket.socket | None = None
        self._hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"socket://{self._host}:{self._port}"

    def reset_connection(self) -> None:
        """Break the client's connection with a reset, as a board that restarts does.

        When it returns, the reset is on its way; on the wire's own thread, it soon will be.
        """
        client = self._client
        if client is None:
            return
        with suppress(OSError):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.shutdown(socket.SHUT_RD)  # our thread reads the end and closes
        if threading.current_thread() is not self._thread:
            self._hung_up.wait(HANG_UP_S)

    def _open(self) -> None:
        self._listen()

    def _listen(self) -> None:
        self._listener.close()
        self._listener = socket.create_server((self._host, self._port), backlog=1)
        self._port = self._listener.getsockname()[1]  # kept: the same one when plugged again

    def _close(self) -> None:
        self._hang_up()
        self._listener.close()

    def _source(self) -> int:
        return (self._client or self._listener).fileno()

    def _act(self, room: int) -> None:
        if self._client is None:
            self._answer_the_door()
            return
        data = b""
        with suppress(OSError):
            data = self._client.recv(room) if room else b""  # no room, yet news: it hung up
        if data:
            self.device.receive(data)
        else:
            self._hang_up()

    def _answer_the_door(self) -> None:
        self._client, _ = self._listener.accept()
        if self._refuse_second:
            self._listener.close()
        self._hung_up.clear()
        self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client.setblocking(False)  # noqa: FBT003 - the standard library's signature
        self.device.connected()
        self._set_line(self._client.fileno())

    def _hang_up(self) -> None:
        self._set_line(None)
        client, self._client = self._client, None
        if client is not None:
            client.close()
            if self._refuse_second and not self._stopping.is_set():
                self._listen()
        self._hung_up.set()


def _lost(data: bytes) -> None:
    """Bytes a device sends before it hangs on a wire."""


def _nobody_sleeps() -> None:
    """Wake nobody: the device hangs on no wire."""
