"""Everybody at once, and one after the other: what is done in one slice of a measurement."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bench.clients import PATIENCE_S, Client
from bench.floors import ECHO_KIND
from bench.people import ClerkClient, KioskClient
from broker_config import Broker
from contract.ids import DeviceId, HallId, WindowId
from contract.messages.base import encode
from contract.messages.commands import CallNext
from messaging.clock import new_command_id, now_ms

Step: TypeAlias = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Slice:
    """What so many clients did together."""

    exchanges: int
    seconds: float

    @property
    def a_second(self) -> float:
        return self.exchanges / self.seconds


class EchoClient:
    """Sends what a panel would send, and gets the same back."""

    def __init__(self, broker: Broker, hall_id: HallId, device_id: DeviceId) -> None:
        self.client: Final = Client(broker, hall_id, device_id)
        now = now_ms()
        self._payload: Final = encode(
            CallNext(
                command_id=new_command_id(),
                sent_at_ms=now,
                expires_at_ms=now,
                window_id=WindowId("w101"),
            )
        )

    async def step(self) -> None:
        """One exchange."""
        await self.client.send(ECHO_KIND, self._payload, new_command_id().encode())


async def together(steps: Sequence[Step], seconds: float) -> Slice:
    """Have every client take one step after the other for so long, and one at least."""
    began = time.perf_counter()
    ends = began + seconds

    async def keep_on(step: Step) -> int:
        await step()
        taken = 1
        while time.perf_counter() < ends:
            await step()
            taken += 1
        return taken

    async with asyncio.timeout(seconds + PATIENCE_S):
        taken = await asyncio.gather(*(keep_on(step) for step in steps))
    return Slice(sum(taken), time.perf_counter() - began)


async def timed_ms(step: Step) -> float:
    """Take one step; return how long it took."""
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        await step()
    return (time.perf_counter() - began) * 1000


async def burst_ms(clerks: Sequence[ClerkClient]) -> float:
    """Have all windows call in one moment; return the time from the first to the last answer."""
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*(clerk.call() for clerk in clerks))
    return (time.perf_counter() - began) * 1000


async def all_free(clerks: Sequence[ClerkClient]) -> None:
    """Have every window finish what it has begun."""
    await asyncio.gather(*(clerk.be_free() for clerk in clerks))


async def lines_filled(kiosks: Sequence[KioskClient]) -> None:
    """Give as many tickets of each line as were called, so that each slice finds the same hall."""

    async def fill(kiosk: KioskClient) -> None:
        while kiosk.has_to_fill():
            await kiosk.step()

    await asyncio.gather(*(fill(kiosk) for kiosk in kiosks))
