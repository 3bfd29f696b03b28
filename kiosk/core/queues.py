"""The lines of the hall, as far as the kiosk has heard of them."""

from contract.ids import GroupId
from contract.messages.state import QueueState


class Queues:
    """The last retained state of each group's line."""

    def __init__(self) -> None:
        self._states: dict[GroupId, QueueState] = {}

    def on_queue(self, state: QueueState) -> None:
        self._states[state.group_id] = state

    def of(self, group_id: GroupId) -> QueueState | None:
        return self._states.get(group_id)

    def closed_reason(self, group_id: GroupId) -> str:
        """Return the key of why the group takes nobody now, "" when it does."""
        queue = self._states.get(group_id)
        if queue is None or queue.accepting:
            return ""
        return f"closed.{queue.closed_reason or 'outside_hours'}"
