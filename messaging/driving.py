"""How an asyncio loop drives a paho client: it reads and writes the client's socket."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from contract.messages.base import CONTENT_TYPE, SCHEMA_VERSION


def drive_by_loop(
    client: Client,
    loop: asyncio.AbstractEventLoop,
    *,
    may_write: Callable[[], bool] = lambda: True,
) -> None:
    """Let `loop` read and write the client's socket, or break it off if it may not write."""

    def opened(_client: Client, _userdata: Any, sock: Any) -> None:
        # Without it a QoS 1 exchange waits 44 ms for the other side's delayed acknowledgement.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        loop.add_reader(sock, client.loop_read)

    def closed(_client: Client, _userdata: Any, sock: Any) -> None:
        loop.remove_reader(sock)
        loop.remove_writer(sock)

    def write() -> None:
        if may_write():
            client.loop_write()
        else:
            break_off(client)

    def wants_write(_client: Client, _userdata: Any, sock: Any) -> None:
        loop.add_writer(sock, write)

    def wrote_all(_client: Client, _userdata: Any, sock: Any) -> None:
        loop.remove_writer(sock)

    client.on_socket_open = opened
    client.on_socket_close = closed
    client.on_socket_register_write = wants_write
    client.on_socket_unregister_write = wrote_all


def break_off(client: Client) -> None:
    """End the line without a word, whatever is still to leave, so that the last will is heard."""
    sock: Any = client.socket()
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def properties_of(
    expires_s: int | None, response_topic: str | None, correlation: bytes | None
) -> Properties:
    """Return the properties of one of our messages: what it is, and what is given here."""
    said = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    said.ContentType = CONTENT_TYPE
    said.UserProperty = ("schema_version", str(SCHEMA_VERSION))
    if expires_s is not None:
        said.MessageExpiryInterval = expires_s
    if response_topic is not None:
        said.ResponseTopic = response_topic
    if correlation is not None:
        said.CorrelationData = correlation
    return said
