"""The hall goes on: over restarts, days, connections and new hall files."""

from structlog.testing import capture_logs

from contract.messages import state
from contract.messages.answers import Done
from contract.messages.state import Call
from coordinator.domain import commands as do
from tests.helpers.coordinator import CARD, SEEN, Desk, issue, panel, paper
from tests.helpers.scene import CASHIER, LI, WANG, at, hall_file, hall_tables


def test_a_restart_goes_on_exactly_where_it_was() -> None:
    desk = Desk().started()
    desk.ask(
        panel(do.SignIn, clerk_id=LI),
        issue(visitor=CARD),
        issue(),
        issue(group_id=CASHIER),
        *paper("A001", "A002", "B001"),
        panel(do.CallNext),
    )
    ticket_id = desk.publisher.state("panel/w1", state.PanelState).ticket
    assert ticket_id is not None
    desk.ask(panel(do.HoldTicket, ticket_id=ticket_id.ticket_id, reason="form"), panel(do.CallNext))
    desk.loop.tick()
    heartbeat = "hallcall/v1/small/state/hall"

    again = Desk(store=desk.store).started()

    before, after = dict(desk.publisher.retained), dict(again.publisher.retained)
    before.pop(heartbeat)
    after.pop(heartbeat)
    assert after == before
    held = again.publisher.state("panel/w1", state.PanelState).held
    assert [ticket.visitor for ticket in held] == [SEEN]
    assert again.tickets(issue()) == ["A003"]


def test_personal_data_is_in_no_event_and_no_log_and_ends_with_the_day() -> None:
    with capture_logs() as logs:
        desk = Desk().started()
        desk.ask(panel(do.SignIn, clerk_id=LI), issue(visitor=CARD), *paper("A001"))
        desk.ask(panel(do.CallNext))

    assert "欧阳" not in repr(desk.store.records)
    assert "欧阳" not in repr(logs)
    shown = desk.publisher.state("panel/w1", state.PanelState).ticket
    assert shown is not None
    assert shown.visitor == SEEN
    others = [body for topic, body in desk.publisher.retained.items() if "/panel/" not in topic]
    assert "欧阳".encode() not in b"".join(others)

    desk.clock.at_ms = at("04:00", "2026-11-24")
    desk.loop.tick()
    assert desk.store.people == []
    assert desk.loop._visitors.cards == {}


def test_the_day_changes_by_the_tick_alone_and_before_the_first_command() -> None:
    desk = Desk().started()
    desk.ask(issue())
    desk.clock.at_ms = at("04:00", "2026-11-24")
    desk.loop.tick()
    assert desk.publisher.state("queue/general", state.QueueState).waiting == 0

    desk.clock.at_ms = at("09:00", "2026-11-30")
    assert desk.tickets(issue()) == ["A001"]
    assert desk.store.records[-1].day == "2026-11-30"


def test_a_clock_set_back_never_makes_the_journal_run_backward() -> None:
    desk = Desk().started()
    desk.ask(issue())
    desk.clock.at_ms -= 3_600_000

    with capture_logs() as logs:
        assert desk.tickets(issue()) == ["A002"]

    times = [record.event.at_ms for record in desk.store.records]
    assert times == sorted(times)
    assert "clock.behind_journal" in [line["event"] for line in logs]


def test_only_state_that_changed_is_published_and_all_of_it_on_a_new_connection() -> None:
    desk = Desk().started()
    count = desk.publisher.retain_count
    desk.loop.tick()
    assert desk.publisher.retain_count == count

    desk.publisher.retained.clear()
    desk.loop.connected()

    topics = sorted(
        topic.removeprefix("hallcall/v1/small/state/") for topic in desk.publisher.retained
    )
    assert topics == [
        "alarms", "board/east", "board/lobby", "cases", "hall", "panel/w1", "panel/w1/cases",
            "panel/w2", "panel/w2/cases", "panel/w3", "panel/w3/cases",
        "queue/cashier", "queue/general", "window/w1", "window/w2", "window/w3",
    ]  # fmt: skip


def test_the_window_that_acts_is_told_at_once_and_bystanders_a_moment_later() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.SignIn, "w2", clerk_id=WANG))
    desk.ask(issue(), issue(), *paper("A001", "A002"))
    desk.loop.catch_up()
    desk.ask(panel(do.CallNext))

    def waiting(window: str) -> int:
        return desk.publisher.state(f"panel/{window}", state.PanelState).lines[0].waiting

    assert (waiting("w1"), waiting("w2")) == (1, 2)
    desk.loop.catch_up()
    assert waiting("w2") == 1


def test_an_invitation_to_rate_ends_by_the_tick() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"))
    [done] = desk.ask(panel(do.CallNext))
    assert isinstance(done, Done)
    assert done.ticket is not None
    for kind in (do.StartService, do.FinishService):
        desk.ask(panel(kind, ticket_id=done.ticket.ticket_id))
    invited = desk.publisher.state("panel/w1", state.PanelState).rating

    desk.clock.at_ms += 30_001
    desk.loop.tick()

    assert invited is not None
    assert invited.service_id == "2026-11-23.A001.1"
    assert desk.publisher.state("panel/w1", state.PanelState).rating is None


def test_a_call_is_spoken_while_it_is_fresh() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"), panel(do.CallNext))

    [(message, expires_s)] = [
        (message, expires_s)
        for _, message, expires_s in desk.publisher.news
        if isinstance(message, Call)
    ]
    board = desk.publisher.state("board/lobby", state.BoardState)

    assert expires_s == 60
    assert message.call.active
    assert board.calls == (message.call,)


def test_a_call_stays_on_the_board_but_is_active_only_while_the_ticket_is_there() -> None:
    desk = Desk().started()
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"))
    [done] = desk.ask(panel(do.CallNext))
    assert isinstance(done, Done)
    assert done.ticket is not None

    def active() -> list[bool]:
        calls = desk.publisher.state("board/lobby", state.BoardState).calls
        return [call.active for call in calls]

    assert active() == [True]
    desk.ask(panel(do.HoldTicket, ticket_id=done.ticket.ticket_id, reason="form"))
    assert active() == [False]
    desk.ask(panel(do.ResumeTicket, ticket_id=done.ticket.ticket_id))
    assert active() == [True]
    desk.ask(panel(do.MarkNoShow, ticket_id=done.ticket.ticket_id))
    assert active() == [False]


def test_a_changed_hall_file_is_made_good_at_the_start_and_the_journal_says_so() -> None:
    desk = Desk().started()
    desk.ask(issue(group_id=CASHIER))
    tables = hall_tables()
    windows = [row | {"serves": ["general"]} for row in tables["window"]]
    changed = hall_file(group=tables["group"][:1], item=tables["item"][:1], window=windows)

    Desk(changed, desk.store).started()

    last = desk.store.records[-1]
    assert (last.event.__struct_config__.tag, last.device_id) == ("ticket_cancelled", "coordinator")
    assert last.event.reason == "group_removed"  # type: ignore[union-attr]
