"""Runs a demo to its end, or until Ctrl-C; loaded only when one is asked for."""

import asyncio
import signal

import typer

from broker_config import BrokerError
from hallcall.errors import EXIT_INTERRUPTED, CannotRun
from simulation.demo import DemoResult, run_demo, run_for_ever
from simulation.hand import HandError
from simulation.plan import HallTooSmall
from simulation.running_hall import DemoOptions
from simulation.stage import ProgramEnded


def run(options: DemoOptions) -> DemoResult | None:
    """Run to the end; None for an endless demo that Ctrl-C has ended, as it should."""

    async def until_signal() -> DemoResult | None:
        task = asyncio.current_task()
        assert task is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        if options.visitors is None:
            await run_for_ever(options, _say)
            return None
        return await run_demo(options, _say)

    try:
        return asyncio.run(until_signal())
    except asyncio.CancelledError:
        typer.echo("stopped; nothing is left running", err=True)
        if options.visitors is None:
            return None
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except (BrokerError, HallTooSmall, ProgramEnded, HandError) as error:
        raise CannotRun(str(error)) from None
    except ExceptionGroup as group:
        raise CannotRun("\n".join(map(_said, _leaves(group)))) from group


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for error in group.exceptions:
        found += _leaves(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found


def _said(error: BaseException) -> str:
    """Return what an error says; a time-out says nothing of itself."""
    if isinstance(error, TimeoutError) and not str(error):
        return "somebody waited in vain, for a paper or an answer: the logs say why"
    return str(error) or type(error).__name__


def _say(text: str) -> None:
    typer.echo(text, err=True)
