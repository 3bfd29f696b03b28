"""Simulated devices worked by hand, so that a configuration can be tried without hardware.

A device's far end becomes an `Instrument`: the device, what a person can see of it, and the orders
a person can give. A new fault hook is one `Order` in the list of its instrument.
"""

from simulation.by_hand.instrument import Factory, Instrument, Surroundings
from simulation.by_hand.order import Order

__all__ = ["Factory", "Instrument", "Order", "Surroundings"]
