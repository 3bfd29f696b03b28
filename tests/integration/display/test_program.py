"""The whole display: its window, its line to a real broker, its voice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from broker_config import Broker, start_broker
from contract import topics
from contract.hall import HallFile, parse_hall
from contract.ids import DeviceId
from contract.messages.state import BoardCall, BoardState, Call, WindowState
from display.config import DisplayConfig
from display.main import DisplayProgram, start
from messaging import BrokerAddress
from messaging.clock import now_ms
from qtkit.program import application
from qtkit.speech.wav import check_audible, read_wav
from tests.helpers.accounts import credentials
from tests.helpers.board import HALL, MAIN, board, call, heartbeat, window
from tests.helpers.halls import HALLS
from tests.helpers.qt import item, text, wait_for
from tests.helpers.stand_in import StandIn
from tests.helpers.videos import make_video

HALL_ID = HALL.hall.id
BOARD = DeviceId("board-main")
SIGN = DeviceId("wd-3")


class Hall(StandIn):
    """A hall whose coordinator says what the test wants."""

    def __init__(self, broker: Broker, directory: Path) -> None:
        super().__init__(broker, HALL)
        self.directory = directory
        self.programs: list[DisplayProgram] = []

    @property
    def spoken_dir(self) -> Path:
        return self.directory / "announcements"

    def display(
        self,
        display_id: DeviceId = BOARD,
        *,
        voice: bool = False,
        player: str = "none",
        hall: HallFile = HALL,
    ) -> DisplayProgram:
        """Start a display. Without a player, what is spoken is the file."""
        config = DisplayConfig(
            hall=hall,
            display_id=display_id,
            broker=BrokerAddress.parse(self.broker.url),
            credentials=credentials(self.broker, display_id),
            voice=voice,
            player=player,
            announcements_dir=self.spoken_dir,
            cache_dir=self.directory / "cache",
            beside=self.directory,
            height=360 if display_id == SIGN else 1080,
        )
        self.programs.append(start(config))
        return self.programs[-1]

    def show(self, state: BoardState | WindowState) -> None:
        topic = (
            topics.board(HALL_ID, MAIN)
            if isinstance(state, BoardState)
            else topics.window(HALL_ID, state.window_id)
        )
        self.retain(topic, state)

    def tell(self, made: BoardCall) -> None:
        self.line.publish(topics.call(HALL_ID, MAIN), Call(zone_id=MAIN, call=made), expires_s=60)

    def spoken(self) -> list[str]:
        """Return the finished sound files, in the order of their calls."""
        files = [path.name for path in self.spoken_dir.glob("*.wav")]
        return sorted(files, key=lambda name: int(name.split("-")[0]))

    def close(self) -> None:
        for program in self.programs:
            program.close()
        super().close()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = start_broker(HALL, tmp_path / "broker", persistence=False)
    yield broker
    broker.stop()


@pytest.fixture
def hall(broker: Broker, tmp_path: Path) -> Iterator[Hall]:
    application()
    hall = Hall(broker, tmp_path)
    yield hall
    hall.close()


def shows(program: DisplayProgram, name: str, said: str | None) -> Callable[[], bool]:
    return lambda: text(program.window, name) == said


def test_a_display_that_starts_is_right_at_once_and_does_not_shout(hall: Hall) -> None:
    old = call(41, "A012", at_ms=now_ms() - 5000)
    hall.show(board(old, waiting=3))
    hall.beat()

    program = hall.display(voice=True)

    wait_for(shows(program, "board.newest.number", "A012"))
    wait_for(shows(program, "board.newest.window", "3"))
    wait_for(shows(program, "board.waiting.general", "3"))
    new = call(42, "B007", "w1", at_ms=now_ms())
    hall.show(board(new, old))
    hall.tell(new)
    wait_for(lambda: hall.spoken() == ["42-B007-1-1.wav"], what="not spoken")
    sound = check_audible(read_wav(hall.spoken_dir / "42-B007-1-1.wav"))
    assert 6.0 < sound.duration_s < 16.0  # chime, Chinese, English
    wait_for(shows(program, "call.42.number", "B007"))
    wait_for(shows(program, "call.41.number", "A012"))


def test_calls_missed_while_the_line_was_down_are_spoken_in_order(hall: Hall) -> None:
    hall.show(board())
    hall.beat()
    program = hall.display(voice=True)
    wait_for(lambda: item(program.window, "page.board") and not item(program.window, "board.stale"))

    made = [call(seq, f"A00{seq}", f"w{seq}", at_ms=now_ms() + seq) for seq in (1, 2, 3)]
    hall.show(board(*reversed(made)))  # the retained state arrives, the news never did
    hall.tell(made[-1])

    expected = ["1-A001-1-1.wav", "2-A002-2-1.wav", "3-A003-3-1.wav"]
    wait_for(lambda: hall.spoken() == expected, what="the gap was not filled")


def test_a_display_whose_broker_restarts_says_so_and_speaks_what_it_missed(hall: Hall) -> None:
    hall.show(board(call(1, at_ms=now_ms())))
    hall.beat()
    program = hall.display(voice=True)
    wait_for(shows(program, "call.1.number", "A012"))
    wait_for(lambda: item(program.window, "board.stale") is None)

    hall.broker.stop()
    wait_for(lambda: "No connection" in (text(program.window, "board.stale") or ""))
    assert text(program.window, "call.1.number") == "A012"  # old, and said to be
    hall.broker.start()
    hall.wait_until_online()
    hall.beat()
    hall.show(board(call(2, "B007", at_ms=now_ms()), call(1)))

    wait_for(shows(program, "board.newest.number", "B007"))
    wait_for(lambda: item(program.window, "board.stale") is None)
    wait_for(lambda: hall.spoken() == ["2-B007-3-1.wav"], what="not, or too much, spoken")


def test_the_sign_over_a_window_follows_it(hall: Hall) -> None:
    hall.beat()
    program = hall.display(SIGN)
    wait_for(shows(program, "window.number", "3"))

    for state, status, ticket in [
        (window("open", "A012", "called"), "请前来办理", "A012"),
        (window("open", "A012", "serving"), "正在办理", "A012"),
        (window("open"), "请等候叫号", None),
        (window("paused", reason="午休 Lunch"), "暂停服务", None),
        (window("closed"), "窗口未开放", None),
    ]:
        hall.show(state)
        wait_for(shows(program, "window.status", status))
        wait_for(shows(program, "window.ticket", ticket))


def test_what_is_no_message_changes_nothing(hall: Hall) -> None:
    hall.beat()
    hall.show(board(call(1, at_ms=now_ms())))
    program = hall.display()
    wait_for(shows(program, "call.1.number", "A012"))

    hall.retain(topics.board(HALL_ID, MAIN), heartbeat())
    hall.show(board(call(2, at_ms=now_ms())))

    wait_for(shows(program, "call.2.number", "A012"))


def test_a_machine_that_cannot_play_raises_an_alarm_and_draws_on(hall: Hall) -> None:
    hall.beat()
    hall.show(board())
    program = hall.display(voice=True, player="no-such-player")

    wait_for(lambda: hall.heard_alarms == [("sound.none", True)])
    assert "no-such-player" in hall.alarms[0].message
    assert hall.alarms[0].hint
    made = call(1, at_ms=now_ms())
    hall.show(board(made))
    hall.tell(made)
    wait_for(shows(program, "call.1.window", "3"))
    wait_for(lambda: hall.spoken() == ["1-A012-3-1.wav"])


def test_a_board_plays_the_videos_of_its_folder_one_after_the_other(hall: Hall) -> None:
    folder = hall.directory / "beside the calls"
    folder.mkdir()
    make_video(folder / "1 一.mp4", ["#c00000"], frames=10)
    make_video(folder / "2.mp4", ["#0000c0"], frames=10)
    entry = 'id = "board-main"\n'
    text_of_hall = (HALLS / "street.toml").read_text(encoding="utf-8")
    told = parse_hall(text_of_hall.replace(entry, f'{entry}pictures = "{folder.name}"\n'))
    hall.beat()
    hall.show(board(call(1, at_ms=now_ms())))
    program = hall.display(hall=told)
    wait_for(shows(program, "call.1.number", "A012"))
    seen: list[str] = []

    def both() -> bool:
        picture = item(program.window, "board.picture")
        if picture is not None:
            place = picture.mapToScene(QPointF(picture.width() / 2, picture.height() / 2))
            dot = program.window.grabWindow().pixelColor(place.toPoint())
            colour = "red" if dot.red() > 120 else "blue" if dot.blue() > 120 else ""
            seen.extend([colour] if colour not in seen[-1:] and colour else [])
        return seen[:3] == ["red", "blue", "red"]

    wait_for(both, f"both, and the first again: {seen}")
