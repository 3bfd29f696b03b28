"""Who is called next: orders to choose from, each explained, none of which starves anybody.

A window looks at its lines as queues, one for each group and class, since within one of these
age alone decides. An order compares the heads of the queues, and says why the chosen one goes
first. So a call costs as much as a window has queues, however many people wait.
"""

from coordinator.domain.policy.base import CallOrder, Choice, Moment, in_order
from coordinator.domain.policy.orders import order_of

__all__ = ["CallOrder", "Choice", "Moment", "in_order", "order_of"]
