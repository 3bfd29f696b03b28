"""The texts of Mosquitto's files. Pure: what is written where is `write`'s business."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from broker_config.accounts import Account, rights_of
from contract.ids import HallId
from contract.messages.base import PAYLOAD_BYTES_MAX

LOOPBACK: Final = "127.0.0.1"

_CONFIGURATION: Final = """\
# Mosquitto for hall {hall_id}. Made by hallcall from the hall file; changes here will be lost.

# Passwords cross this line unencrypted: loopback, or a network that is the hall's own.
listener {port} {host}
socket_domain ipv4

# Without this, an exchange of command and answer takes 44 ms instead of 1 ms (Nagle's algorithm
# waits for the acknowledgement that the other side delays).
set_tcp_nodelay true

# Every device has its own account, and may do what the contract gives its role.
allow_anonymous false
password_file {passwords}
acl_file {access}

# Started by root, Mosquitto would become another user, who may not read these files.
user {user}

# Twice what a message may have: a little too much reaches the coordinator, who can say so; whoever
# sends more is broken or hostile, and is disconnected. (Not message_size_limit: its answer, PUBACK
# 0x95, is none that MQTT 5 knows, and libraries reconnect over it and send again, for ever.)
max_packet_size {packet_bytes_max}

# All windows of a centre may press "next" in one moment, and a coordinator that restarts finds the
# commands of some seconds waiting. Beyond that, senders repeat: nothing is lost by a bound.
max_inflight_messages 200
max_queued_messages 10000

# Retained state is a cache, which the coordinator fills again whenever it connects; keeping it over
# a restart of the broker only lets screens show something sooner.
{persistence}

# Nobody reads $SYS.
sys_interval 0

log_dest stderr
log_type error
log_type warning
log_type notice
log_timestamp_format %Y-%m-%dT%H:%M:%S
"""


def configuration(
    hall_id: HallId,
    *,
    host: str,
    port: int,
    user: str,
    passwords: Path,
    access: Path,
    data: Path | None,
) -> str:
    """Return mosquitto.conf. `data` is the folder of the broker's store; None keeps nothing."""
    return _CONFIGURATION.format(
        hall_id=hall_id,
        host=host,
        port=port,
        user=user,
        passwords=passwords,
        access=access,
        packet_bytes_max=2 * PAYLOAD_BYTES_MAX,
        persistence=_persistence(data),
    )


def _persistence(data: Path | None) -> str:
    if data is None:
        return "persistence false"
    return f"persistence true\npersistence_location {data}/\nautosave_interval 60"


def access_list(hall_id: HallId, accounts: Iterable[Account]) -> str:
    """Return the access list: for each account the topics it may read and write, and no others."""
    lines = [
        f"# Who may do what in hall {hall_id}. Made by hallcall; changes here will be lost.",
        "# Mosquitto accepts every subscription, but delivers only what the list lets one read.",
    ]
    for account in accounts:
        lines += ["", f"# {account.role.value}", f"user {account.device_id}"]
        lines += [f"topic {verb} {topic}" for verb, topic in rights_of(account, hall_id)]
    return "\n".join(lines) + "\n"
