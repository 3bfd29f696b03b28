"""Signals that come in the middle of anything, also of each other."""

import signal
import subprocess
import sys

PROGRAM = """
import os, signal
from hallcall.ending import Ending
ending = Ending()
assert not ending()
tell = ending._tell
def told_again(*args):
    if not ending():
        tell()
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
    tell()
signal.signal(signal.SIGTERM, told_again)
os.kill(os.getpid(), signal.SIGTERM)
assert ending()
"""


def test_a_signal_in_the_handler_of_another_ends_the_program_too() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, timeout=60)


def test_many_signals_at_once_end_a_gateway_once() -> None:
    program = "from hallcall.ending import Ending\nending = Ending()\nprint('ready', flush=True)\n"
    program += "while not ending(): pass\nprint('over')"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(20):
            process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == b"over\n"
    assert process.returncode in (0, -signal.SIGTERM)
