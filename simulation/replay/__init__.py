"""Replays a recorded day under another order of calling, and compares the waits.

Who came when, for what and with which class; how long each service kept its window; how quickly
the clerks called; when windows were open: all this is as recorded. Only who is called next is
decided anew, by the coordinator's own rules.
"""

from simulation.replay.compare import Comparison, Figures, compare
from simulation.replay.day import Day
from simulation.replay.play import play
from simulation.replay.read import read_day
from simulation.replay.record import record

__all__ = ["Comparison", "Day", "Figures", "compare", "play", "read_day", "record"]
