"""The clerk at the keys of a call keypad, who sees three digits and hears a beep.

A keypad has fewer keys than a panel has buttons, so one key may do two steps; the second is sent
only when the first is done. What cannot be done now is answered by a beep, and forgotten.
"""

from caller.core.actions import Situation, situation
from caller.core.desk import Desk
from caller.core.ports import Keypads
from contract.ids import ClerkId, TicketNumber


class KeypadClerk:
    """Turns keys into what the desk does, and keeps the digits true.

    Args:
        reason: what a hold or a pause from the keypad is put down to; it has no keys for words.
        clerk_id: who works here, at a window that has no panel to sign in at.
    """

    def __init__(
        self, desk: Desk, keypads: Keypads, *, reason: str, clerk_id: ClerkId | None = None
    ) -> None:
        self._desk = desk
        self._keypads = keypads
        self._reason = reason
        self._clerk_id = clerk_id
        self._waits_for_answer = False
        self._then_call = False
        self._shown: tuple[int | None, TicketNumber | None] | None = None
        desk.watch(self)

    # Keys

    def on_call_next(self) -> None:
        """Call; when serving, finish first; the first time of a day, where there is no panel, sign
        in first. A ticket that is called but not served stays: beep."""
        if not self._desk.ready:
            self._keypads.beep()
        elif self._situation() is Situation.SERVING:
            self._then_call = self._did(self._desk.finish())
        elif self._situation() is Situation.CLOSED and self._clerk_id is not None:
            self._then_call = self._did(self._desk.sign_in(self._clerk_id))
        else:
            self._did(self._desk.call_next())

    def on_recall(self) -> None:
        self._did(self._desk.ready and self._desk.recall())

    def on_give_up(self) -> None:
        """The called citizen did not come."""
        self._did(self._desk.ready and self._desk.no_show())

    def on_come_closer(self) -> None:
        """The "one-metre line" key: the called citizen steps up, the service starts."""
        self._did(self._desk.ready and self._desk.start())

    def on_ask_rating(self) -> None:
        """Finish, which invites the rating. When nobody pressed start, that comes first."""
        if self._situation() is Situation.CALLED:
            self.on_come_closer()
        else:
            self._did(self._desk.ready and self._desk.finish())

    def on_suspend(self) -> None:
        """The citizen steps aside."""
        self._did(self._desk.ready and self._desk.hold(self._reason))

    def on_call_back(self) -> None:
        """Take up again the ticket that was held first."""
        held = self._desk.panel.held if self._desk.panel else ()
        self._did(bool(held) and self._desk.ready and self._desk.resume(held[0].ticket_id))

    def on_pause(self) -> None:
        """Pause; once more: go on."""
        if self._situation() is Situation.PAUSED:
            self._did(self._desk.ready and self._desk.open())
        else:
            self._did(self._desk.ready and self._desk.pause(self._reason))

    def on_cancel(self) -> None:
        """In a pause, where there is no panel: the shift ends. Else it means nothing."""
        leaves = self._clerk_id is not None and self._situation() is Situation.PAUSED
        self._did(leaves and self._desk.ready and self._desk.sign_out())

    def on_other_key(self) -> None:
        """A key that means nothing here, as transfer: the keypad cannot say where to."""
        self._keypads.beep()

    # Keypads and desk

    def desk_changed(self) -> None:
        """Show how many wait, and the ticket at the window; no count that may be old."""
        panel = self._desk.panel
        if panel is None:
            return
        known = self._desk.trouble is None
        waiting = sum(line.waiting for line in panel.lines) if known else None
        shown = (waiting, panel.ticket.number if panel.ticket else None)
        if shown != self._shown:
            self._shown = shown
            self._keypads.show(*shown)

    def command_settled(self, *, done: bool) -> None:
        """Take the second step of a key, or tell the clerk that the first was refused."""
        if not self._waits_for_answer:
            return
        call_next, self._then_call = self._then_call and done, False
        self._waits_for_answer = False
        if not done:
            self._keypads.beep()
        if call_next:
            self._did(self._desk.call_next())

    def _did(self, sent: bool) -> bool:  # noqa: FBT001 - reads as "did it?"
        if sent:
            self._waits_for_answer = True
        else:
            self._keypads.beep()
        return sent

    def _situation(self) -> Situation | None:
        return situation(self._desk.panel) if self._desk.panel else None
