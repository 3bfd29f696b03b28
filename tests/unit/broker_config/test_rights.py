"""Accounts and rights: what the access list lets each role do."""

from broker_config.accounts import accounts_of, rights_of
from broker_config.render import access_list
from contract.hall import HallFile
from contract.ids import DeviceId
from contract.topics import Role
from tests.helpers.halls import shipped_hall

HALL = shipped_hall("street")
ROOT = "hallcall/v1/yuetan"


def rights(device: str, hall: HallFile = HALL) -> set[str]:
    (account,) = [account for account in accounts_of(hall) if account.device_id == device]
    return {
        f"{verb} {topic.removeprefix(ROOT)}" for verb, topic in rights_of(account, HALL.hall.id)
    }


def test_every_device_has_one_account() -> None:
    names = [account.device_id for account in accounts_of(HALL)]
    assert len(names) == len(set(names))
    devices = {*HALL.kiosks, *HALL.callers, *HALL.displays}
    assert set(names) == {"coordinator", "observer", "web", "office", *devices}


def test_a_panel_speaks_as_itself_and_reads_its_own_window() -> None:
    panel = rights("panel-3")
    assert "write /command/call_next/panel-3" in panel
    assert "write /device/panel-3/status" in panel
    assert {right for right in panel if right.startswith("read")} == {
        "read /answer/panel-3",
        "read /device/panel-3/status",
        "read /state/hall",
        "read /state/queue/+",
        "read /state/window/+",
        "read /state/alarms",
        "read /state/panel/w3",
        "read /state/panel/w3/cases",
        "read /state/next/w3",
    }
    assert not any("panel-2" in right or "w2" in right for right in panel)
    assert "write /command/issue_ticket/panel-3" not in panel


def test_a_kiosk_gives_tickets_and_calls_nobody() -> None:
    assert {right for right in rights("k1") if "/command/" in right} == {
        "write /command/issue_ticket/k1",
        "write /command/report_paper/k1",
        "write /command/cancel_ticket/k1",
        "write /command/cancel_number/k1",
        "write /command/reprint_ticket/k1",
        "write /command/find_ticket/k1",
        "write /command/check_in/k1",
        "write /command/hand_in_ticket/k1",
        "write /command/ring/k1",
    }
    assert not any("/state/panel" in right or "/call/" in right for right in rights("k1"))


def test_the_office_books_appointments_and_does_nothing_else() -> None:
    assert rights("office") == {
        "write /command/book_appointment/office",
        "write /command/move_appointment/office",
        "write /command/cancel_appointment/office",
        "write /device/office/status",
        "read /device/office/status",
        "read /answer/office",
        "read /state/hall",
        "read /state/queue/+",
        "read /state/slots/+",
        "read /state/window/+",
    }


def test_a_display_writes_only_how_it_is() -> None:
    writes = {right for right in rights("board-main") if right.startswith("write")}
    assert writes == {"write /device/board-main/status", "write /device/board-main/alarm"}
    assert "read /call/+" in rights("board-main")


def test_an_observer_writes_nothing_and_sees_no_visitor() -> None:
    observer = rights("observer")
    assert all(right.startswith("read") for right in observer)
    assert "read /event/+" in observer
    assert not any("/state/panel" in right or "/command/" in right for right in observer)


def test_the_coordinator_hears_every_device() -> None:
    coordinator = rights("coordinator")
    assert "read /command/+/+" in coordinator
    assert "read /device/+/status" in coordinator
    assert "write /state/panel/+" in coordinator
    assert not any(right.startswith("write /command") for right in coordinator)


def test_the_access_list_gives_rights_only_after_naming_a_user() -> None:
    """A `topic` line before the first `user` would be everybody's right."""
    text = access_list(HALL.hall.id, accounts_of(HALL))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[0].startswith("user ")
    assert {line.split()[0] for line in lines} == {"user", "topic"}
    assert {line.split()[1] for line in lines if line.startswith("topic")} == {"read", "write"}


def test_every_role_has_an_account() -> None:
    assert {account.role for account in accounts_of(HALL)} == set(Role)
    assert DeviceId("coordinator") not in HALL.kiosks
