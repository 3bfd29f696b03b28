"""Hot keys on a real X server, pressed where another program would have the keys."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial

import pytest
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from caller.hot_keys.combination import Combination
from caller.hot_keys.x11 import X11HotKeys
from tests.helpers.patience import PATIENCE_S, wait_until

KEYS = {"main": Combination.of("ctrl+alt+n"), "recall": Combination.of("win+f5")}


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[Display]:
    if shutil.which("Xvfb") is None:
        if os.environ.get("CI"):
            pytest.fail("no Xvfb here: scripts/setup.sh installs it")
        pytest.skip("no Xvfb here: apt-get install xvfb")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as said:
            monkeypatch.setenv("DISPLAY", f":{said.readline().strip()}")
        hand = Display()
        yield hand
        hand.close()
        server.terminate()


def press(display: Display, *names: str) -> None:
    """Press keys in their order, and let go of them."""
    codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    for code in codes:
        xtest.fake_input(display, X.KeyPress, code)
    for code in reversed(codes):
        xtest.fake_input(display, X.KeyRelease, code)
    display.sync()


def test_what_is_grabbed_is_heard_and_nothing_else(display: Display) -> None:
    heard: list[str] = []
    hot_keys = X11HotKeys(KEYS, heard.append)
    hot_keys.start()
    assert hot_keys.wait_until_ready(PATIENCE_S)

    press(display, "Control_L", "Alt_L", "n")
    press(display, "n")
    press(display, "Control_L", "n")
    press(display, "Num_Lock")
    press(display, "Super_L", "F5")

    wait_until(lambda: len(heard) >= 2)
    hot_keys.close()
    assert heard == ["main", "recall"]


def test_what_another_program_has_is_named_and_the_rest_works(
    display: Display, capfd: pytest.CaptureFixture[str]
) -> None:
    first, heard = X11HotKeys(KEYS, print), list[str]()
    first.start()
    assert first.wait_until_ready(PATIENCE_S)

    second = X11HotKeys({**KEYS, "show": Combination.of("ctrl+alt+h")}, heard.append)
    second.start()
    assert second.wait_until_ready(PATIENCE_S)
    press(display, "Control_L", "Alt_L", "h")

    wait_until(lambda: heard == ["show"])
    second.close()
    first.close()
    assert capfd.readouterr().out.count("hot_keys.taken") == 2


def test_what_was_let_go_is_free_again(display: Display) -> None:
    for _ in range(2):
        heard: list[str] = []
        hot_keys = X11HotKeys(KEYS, heard.append)
        hot_keys.start()
        assert hot_keys.wait_until_ready(PATIENCE_S)
        press(display, "Control_L", "Alt_L", "n")
        wait_until(partial(heard.count, "main"))
        hot_keys.close()
