"""What commands have in common."""

import msgspec

from contract.ids import CommandId, DeviceId, EpochMs, TicketId, WindowId


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What every command carries. `device_id` is the sender, as the broker vouches for it."""

    command_id: CommandId
    device_id: DeviceId
    expires_at_ms: EpochMs


class WindowCommand(Command, frozen=True):
    window_id: WindowId


class TicketCommand(WindowCommand, frozen=True):
    ticket_id: TicketId
