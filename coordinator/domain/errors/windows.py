"""Who may do what at a window, and who is wanted there."""

from coordinator.domain.errors.base import Refused


class NotYourWindow(Refused):
    code = "not_your_window"
    text = "device {device} does not belong to window {window}"


class WindowClosed(Refused):
    code = "window_closed"
    text = "nobody is signed in at window {window}"


class WindowPaused(Refused):
    code = "window_paused"
    text = "window {window} is paused"


class WindowBusy(Refused):
    """The window must end, hold or transfer its ticket first."""

    code = "window_busy"
    text = "window {window} still has ticket {number}"


class WindowTaken(Refused):
    code = "window_taken"
    text = "clerk {clerk} is signed in at window {window}"


class ClerkElsewhere(Refused):
    code = "clerk_elsewhere"
    text = "clerk {clerk} is signed in at window {window}"


class SupervisorOnly(Refused):
    code = "supervisor_only"
    text = "only a supervisor may do this, and {clerk} is none"


class UnmaskingForbidden(Refused):
    code = "unmasking_forbidden"
    text = "clerk {clerk} may not see visitors unmasked"


class NothingToUnmask(Refused):
    code = "nothing_to_unmask"
    text = "nothing more is kept of who has ticket {number}"


class NothingToServe(Refused):
    code = "nothing_to_serve"
    text = "window {window} would serve no group; pause or close it instead"


class ChoosingForbidden(Refused):
    code = "choosing_forbidden"
    text = "in this hall only a supervisor calls a number out of turn"


class PinNeeded(Refused):
    code = "pin_needed"
    text = "clerk {clerk} signs in with a PIN"


class PinWrong(Refused):
    code = "pin_wrong"
    text = "this is not the PIN of clerk {clerk}"


class PinLocked(Refused):
    code = "pin_locked"
    text = "too many wrong PINs for clerk {clerk} at this panel; wait half a minute"


class NoPanic(Refused):
    code = "no_panic"
    text = "nobody asks for help at window {window}"


class OwnPanic(Refused):
    code = "own_panic"
    text = "somebody else must acknowledge the panic of window {window}"


class NoRing(Refused):
    code = "no_ring"
    text = "nobody rings at kiosk {kiosk} (any more)"


class NobodyToRing(Refused):
    code = "nobody_to_ring"
    text = "nobody is signed in at any panel who could come to kiosk {kiosk}"
