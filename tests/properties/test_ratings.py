"""A rating is of the service it was asked for, or it is of nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.ids import EpochMs, ServiceId
from coordinator.domain import commands as do
from coordinator.domain.errors import Refused
from coordinator.domain.events import CaseOpened, RatingLapsed, ServiceFinished, ServiceRated
from coordinator.domain.rating import lapsed
from tests.helpers.scene import Scene

STEPS = st.lists(
    st.one_of(
        st.just("serve"),
        st.tuples(st.just("wait"), st.sampled_from([1, 10, 31])),
        st.tuples(st.just("press"), st.integers(0, 3), st.integers(1, 5)),
    ),
    max_size=40,
)


def play(steps: list[str | tuple[str, int] | tuple[str, int, int]]) -> Scene:
    """Serve, wait and press keys: of this service's invitation, or of one long gone."""
    scene, served = Scene(), [ServiceId("none")]
    scene.hall.always_open = True
    scene.staffed()
    for step in steps:
        match step:
            case "serve":
                scene.issue()
                served.append(scene.serve(scene.call()))
            case ("wait", seconds):
                scene.now_ms = EpochMs(scene.now_ms + seconds * 1000)
                scene.apply(lapsed(scene.hall, scene.now_ms))
            case ("press", back, level):
                about = served[-1 - back % len(served)]
                try:
                    scene.at_window(do.RateService, service_id=about, level=level, source="keypad")
                except Refused:
                    continue
    scene.now_ms = EpochMs(scene.now_ms + 31_000)
    scene.apply(lapsed(scene.hall, scene.now_ms))
    return scene


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_every_finished_service_is_rated_once_or_recorded_as_unrated_once(
    steps: list[str | tuple[str, int] | tuple[str, int, int]],
) -> None:
    events = play(steps).events
    finished = [e.service_id for e in events if isinstance(e, ServiceFinished)]
    ended = [e.service_id for e in events if isinstance(e, ServiceRated | RatingLapsed)]

    assert sorted(ended) == sorted(finished)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_a_late_rating_never_lands_on_the_next_visitor(
    steps: list[str | tuple[str, int] | tuple[str, int, int]],
) -> None:
    last: ServiceFinished | None = None
    for event in play(steps).events:
        if isinstance(event, ServiceFinished):
            last = event
        elif isinstance(event, ServiceRated):
            assert last is not None
            assert event.service_id == last.service_id
            assert last.rating_until_ms is not None
            assert event.at_ms <= last.rating_until_ms


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_the_bad_ratings_and_no_others_open_cases(
    steps: list[str | tuple[str, int] | tuple[str, int, int]],
) -> None:
    scene = play(steps)
    bad = {e.service_id for e in scene.events if isinstance(e, ServiceRated) and e.level <= 2}

    assert {e.service_id for e in scene.events if isinstance(e, CaseOpened)} == bad
    assert scene.hall.cases.keys() == bad
