"""The citizen rates on the panel's own screen, and the clerk can neither rate nor prevent it."""

from typing import Any
from unittest.mock import create_autospec

import pytest

from caller.core.pages.rating import CitizensPage
from caller.core.ports import Keypads, View
from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from caller.core.screens import Panel, Rating, RatingReasons
from contract.hall import HallFile
from contract.messages.commands import RateService
from qtkit.texts import Texts
from tests.helpers.desk import HALL, LOCALE, WINDOW, Bench, bench, free, invitation

WITHOUT_REASONS = HALL.model_copy(
    update={"ratings": HALL.ratings.model_copy(update={"reason": ()})}
)


class Asked:
    """A window that has finished A012, and turns its screen to the citizen."""

    def __init__(self, hall: HallFile = HALL, language: str = "en") -> None:
        self.bench: Bench = bench(free())
        self.view: Any = create_autospec(View, instance=True)
        keypads = create_autospec(Keypads, instance=True)
        ratings = Ratings(self.bench.desk, keypads, wire=self.bench.wire, clock=self.bench.clock)
        self.presenter = CallerPresenter(
            self.bench.desk,
            hall=hall,
            window=WINDOW,
            view=self.view,
            words=Texts(LOCALE),
            clock=self.bench.clock,
            language=language,
            ratings=ratings,
        )
        self.bench.show(free(rating=invitation("A012")))

    def tap(self, action: str, argument: str = "") -> None:
        self.presenter.on_tap(action, argument)
        self.bench.wait(500)

    @property
    def screen(self) -> Any:
        return self.view.show.call_args.args[0]

    @property
    def given(self) -> list[tuple[int, str | None]]:
        sent = [c for c in self.bench.wire.sent if isinstance(c, RateService)]
        assert all(c.source == "screen" for c in sent)
        return [(c.level, c.reason) for c in sent]


def test_the_screen_is_the_citizen_s_from_the_invitation_to_the_rating() -> None:
    asked = Asked()
    assert isinstance(asked.screen, Rating)
    assert [level.level for level in asked.screen.levels] == [5, 4, 3, 2, 1]

    asked.tap("rating.level", "4")

    assert asked.given == [(4, None)]
    assert isinstance(asked.screen, Panel)


def test_the_screen_goes_back_to_the_clerk_when_nobody_rates() -> None:
    asked = Asked()

    asked.bench.wait(30_000)

    assert isinstance(asked.screen, Panel)
    assert asked.given == []


@pytest.mark.parametrize("level", [1, 2])
def test_a_bad_level_is_asked_for_its_reason(level: int) -> None:
    asked = Asked()
    asked.tap("rating.level", str(level))
    assert isinstance(asked.screen, RatingReasons)
    assert asked.given == []

    asked.tap("rating.reason", "slow")

    assert asked.given == [(level, "slow")]
    assert isinstance(asked.screen, Panel)


def test_nobody_has_to_give_a_reason() -> None:
    asked = Asked()
    asked.tap("rating.level", "2")

    asked.tap("rating.reason", "")

    assert asked.given == [(2, None)]


def test_a_bad_level_counts_though_the_citizen_leaves_without_a_reason() -> None:
    asked = Asked()
    asked.tap("rating.level", "1")

    for _ in range(40):
        asked.bench.wait(1000)

    assert asked.given == [(1, None)]
    assert asked.bench.wire.sent[-1].expires_at_ms == invitation("A012").until_ms
    assert isinstance(asked.screen, Panel)


def test_a_hall_without_reasons_asks_for_none() -> None:
    asked = Asked(WITHOUT_REASONS)

    asked.tap("rating.level", "1")

    assert asked.given == [(1, None)]


def test_the_clerk_has_no_key_and_no_button_against_it() -> None:
    asked = Asked()

    for key in ("Space", "Enter", "Escape", "1", "5", "N"):
        asked.tap("key", key)
    for action in ("main", "pause", "sign_out", "transfer"):
        asked.tap(action)

    assert set(CitizensPage.keys) == {"F12"}  # the cry for help
    assert isinstance(asked.screen, Rating)
    assert asked.bench.sent == []


def test_help_is_called_over_the_citizens_screen_which_stays() -> None:
    asked = Asked()

    asked.tap("key", "F12")

    assert asked.bench.sent == ["RaisePanic"]
    assert isinstance(asked.screen, Rating)


def test_the_quick_second_tap_of_finish_rates_nothing() -> None:
    asked = Asked()
    asked.bench.show(free())
    asked.bench.desk.on_panel(free(rating=invitation("A013")))

    asked.presenter.on_tap("rating.level", "1")

    assert isinstance(asked.screen, Rating)
    assert asked.given == []


def test_a_quick_second_tap_on_a_bad_level_gives_no_reason() -> None:
    asked = Asked()
    asked.presenter.on_tap("rating.level", "1")

    asked.presenter.on_tap("rating.reason", "slow")

    assert isinstance(asked.screen, RatingReasons)
    assert asked.given == []


@pytest.mark.parametrize(("action", "argument"), [("rating.level", "6"), ("rating.reason", "x")])
def test_what_is_not_asked_is_not_answered(action: str, argument: str) -> None:
    asked = Asked()
    asked.tap("rating.level", "1") if action == "rating.reason" else None

    asked.tap(action, argument)

    assert asked.given == []
