from pathlib import Path

import pytest

from contract.hall import Voice
from display.speech.furnishing import make_studio
from tests.helpers.board import HALL
from tests.helpers.packs import pack_of


@pytest.mark.parametrize(
    ("language", "place", "fault"),
    [("zh", "good", ""), ("zh", "nowhere", "cannot be read"), ("en", "good", "good speaks zh")],
)
def test_a_pack_that_cannot_be_used_is_an_alarm_from_the_start(
    tmp_path: Path, language: str, place: str, fault: str
) -> None:
    pack_of(tmp_path / "good")
    voice = Voice.model_validate({"pack": {language: place}})
    hall = HALL.model_copy(update={"voice": voice})

    studio = make_studio(hall, ("zh", "en"), directory=tmp_path / "cache", voices_dir=tmp_path)

    found = studio.faults.get("voice.pack")
    assert (found is not None) == bool(fault)
    assert fault in (found.message if found else "")
