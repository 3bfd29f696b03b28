"""Whatever is pressed, and whatever comes over the line: the promises of the desk hold."""

from collections.abc import Callable
from typing import Any
from unittest.mock import create_autospec

from hypothesis import given
from hypothesis import strategies as st

from caller.core.actions import Action, possible
from caller.core.keypad_clerk import KeypadClerk
from caller.core.pages.page import HOTKEYS
from caller.core.ports import Keypads
from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from contract.messages import answers, commands
from contract.messages.commands import AnyCommand
from qtkit.plain import plain
from qtkit.texts import Texts
from tests.helpers.desk import (
    HALL,
    LOCALE,
    NOW_MS,
    WINDOW,
    Bench,
    bench,
    called,
    closed,
    free,
    invitation,
    paused,
    refused,
    serving,
    ticket,
)
from tests.helpers.hall_news import (
    alarm,
    alarms,
    case,
    cases,
    line_state,
    stopped,
    window_state,
)

TEXTS = Texts(LOCALE)
PANELS = [
    closed(), paused(), free(), called("A012"), called("A013", recalls_left=0), serving("A012"),
    free(held=(ticket("A007"),)), free(rating=invitation("A012")), serving("A013", lines=()),
    free(panic_window_ids=("w5",)), free(ringing_kiosk_ids=("k1",)), free(clerk_id="c02"),
]  # fmt: skip
TAPS = [
    ("main", ""), ("recall", ""), ("no_show", ""), ("transfer", ""), ("transfer.to", "housing"),
    ("hold", ""), ("hold.reason", "1"), ("held", "A007"), ("pause", ""), ("pause.reason", "9"),
    ("sign_out", ""), ("confirm.yes", ""), ("signin.clerk", "c01"), ("signin.search", "wang"),
    ("back", ""), ("language", ""), ("unknown", "?"), ("menu", ""), ("menu.do", "call_number"),
    ("entry.typed", "A007"), ("entry.done", ""), ("call_group.of", "housing"), ("undo", ""),
    ("change_clerk", ""), ("send_help", ""), ("panic", ""), ("supervise", ""),
    ("supervise.open", "lines"), ("browse.choose", "general"), ("sheet.do", "close"),
    ("close.note", "1"), ("browse.search", "e"), ("services.add", ""), ("services.remove", ""),
    ("priority.class", "0"), ("priority.reason", "1"), ("unmask", ""), ("unmask.reason", "1"),
]  # fmt: skip
KEYS = ["Space", "Enter", "Escape", "Up", "Down", "PageUp", "PageDown", "F12", *HOTKEYS]
NEWS = [
    line_state(), stopped(), window_state(), window_state(serves=(), status="closed"), alarms(),
    alarms(alarm(1), alarm(2)), cases(), cases(case("A011"), case("A012", answered_at_ms=NOW_MS)),
]  # fmt: skip
PAD_KEYS = [
    KeypadClerk.on_call_next, KeypadClerk.on_recall, KeypadClerk.on_give_up, KeypadClerk.on_suspend,
    KeypadClerk.on_come_closer, KeypadClerk.on_ask_rating, KeypadClerk.on_call_back,
    KeypadClerk.on_pause, KeypadClerk.on_other_key,
]  # fmt: skip
ACTION_OF: dict[type, Action] = {
    commands.SignIn: Action.SIGN_IN,
    commands.SignOut: Action.SIGN_OUT,
    commands.OpenWindow: Action.OPEN,
    commands.PauseWindow: Action.PAUSE,
    commands.CallNext: Action.CALL_NEXT,
    commands.Recall: Action.RECALL,
    commands.StartService: Action.START,
    commands.FinishService: Action.FINISH,
    commands.MarkNoShow: Action.NO_SHOW,
    commands.TransferTicket: Action.TRANSFER,
    commands.HoldTicket: Action.HOLD,
    commands.ResumeTicket: Action.RESUME,
    commands.CallTicket: Action.CALL_NUMBER,
    commands.RecallNoShow: Action.NO_SHOW_BACK,
    commands.UndoFinish: Action.UNDO,
    commands.AcknowledgePanic: Action.SEND_HELP,
    commands.AnswerRing: Action.SEND_HELP,
    commands.UnmaskVisitor: Action.UNMASK,
    commands.CancelNumber: Action.CANCEL_NUMBER,
    commands.GivePriority: Action.GIVE_PRIORITY,
    commands.CloseGroup: Action.SUPERVISE,
    commands.OpenGroup: Action.SUPERVISE,
    commands.SetWindowServices: Action.SUPERVISE,
    commands.AcknowledgeAlarm: Action.SUPERVISE,
    commands.AnswerCase: Action.SUPERVISE,
    commands.CorrectCase: Action.SUPERVISE,
}


class Window:
    """A window with panel and keypads. Its wire checks what is sent, when it is sent."""

    def __init__(self) -> None:
        self.bench: Bench = bench(free())
        self.open: list[AnyCommand] = []
        self.bench.wire.send = self._sent  # type: ignore[method-assign]
        keypads = create_autospec(Keypads, instance=True)
        self.pad = KeypadClerk(self.bench.desk, keypads, reason="-")
        self.ratings = Ratings(
            self.bench.desk, keypads, wire=self.bench.wire, clock=self.bench.clock
        )
        view: Any = self
        self.presenter = CallerPresenter(
            self.bench.desk,
            hall=HALL,
            window=WINDOW,
            view=view,
            words=TEXTS,
            clock=self.bench.clock,
            language="zh",
        )

    def show(self, screen: object) -> None:
        assert plain(screen)["frame"]["status"]

    def set_language(self, language: str) -> None:
        assert language in TEXTS.languages

    def _sent(self, command: AnyCommand) -> None:
        if isinstance(command, commands.RateService | commands.RaisePanic):
            return  # the citizen's, and what waits for nothing
        assert self.open == [], "two commands on their way"
        panel = self.bench.desk.panel
        assert panel is not None
        assert ACTION_OF[type(command)] in possible(panel)
        assert self.bench.desk.trouble is None
        self.open.append(command)

    def settle(self, how: str) -> None:
        """Let the oldest open command have its end."""
        if not self.open:
            return
        command = self.open.pop()
        if how == "done":
            done = answers.Done(command_id=command.command_id, answered_at_ms=command.sent_at_ms)
            self.bench.desk.on_answer(command, done)
        elif how == "refused":
            self.bench.desk.on_answer(command, refused(command, "wrong_state", number="A012"))
        else:
            self.bench.desk.on_no_answer(command)


Step = Callable[[Window], object]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.sampled_from(TAPS).map(lambda tap: lambda w: w.presenter.on_tap(*tap)),
    st.sampled_from(KEYS).map(lambda key: lambda w: w.presenter.on_tap("key", key)),
    st.sampled_from(PAD_KEYS).map(lambda press: lambda w: press(w.pad)),
    st.sampled_from(PANELS).map(lambda panel: lambda w: w.bench.desk.on_panel(panel)),
    st.sampled_from(NEWS).map(lambda news: lambda w: w.bench.desk.on_news(news)),
    st.sampled_from(["done", "refused", "silence"]).map(lambda how: lambda w: w.settle(how)),
    st.sampled_from([100, 500, 2_000, 20_000]).map(lambda ms: lambda w: w.bench.wait(ms)),
    st.integers(1, 5).map(lambda level: lambda w: w.ratings.rate(level, source="keypad")),
    st.just(lambda w: w.bench.lose_line()),
    st.just(lambda w: w.bench.connect()),
)


@given(st.lists(STEPS, min_size=20, max_size=80))
def test_one_command_at_a_time_and_only_what_the_window_allows(steps: list[Step]) -> None:
    window = Window()
    for step in steps:
        step(window)
