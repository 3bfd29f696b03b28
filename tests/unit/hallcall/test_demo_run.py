"""How a demo ends that cannot go on."""

from pathlib import Path

import pytest

from hallcall.demo_run import run
from hallcall.errors import CannotRun
from simulation.running_hall import DemoOptions
from tests.helpers.halls import HALLS, shipped_hall


@pytest.mark.parametrize(
    ("error", "said"),
    [(TimeoutError(), "waited in vain"), (OSError("no room"), "no room"), (KeyError(), "KeyError")],
)
def test_a_demo_that_cannot_go_on_never_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, said: str
) -> None:
    async def fail(*_: object) -> None:
        raise ExceptionGroup("the people", [ExceptionGroup("at the kiosk", [error])])

    monkeypatch.setattr("hallcall.demo_run.run_demo", fail)

    with pytest.raises(CannotRun, match=said):
        run(
            DemoOptions(
                hall_file=HALLS / "street.toml",
                hall=shipped_hall("street"),
                out=tmp_path,
                visitors=1,
                speed=1.0,
                seed=1,
                windows_seen=False,
            )
        )
