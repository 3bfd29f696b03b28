"""Random halls: windows that serve several groups, groups that share windows."""

from random import Random
from typing import Any

from contract.hall import HallFile


def random_hall(random: Random, *, windows: int, groups: int, serves: tuple[int, int]) -> HallFile:
    """Return a hall of one zone, open from nine to five, every window with panel and clerk."""
    names = [f"g{group}" for group in range(groups)]
    lines = [random.sample(names, min(groups, random.randint(*serves))) for _ in range(windows)]
    for index, name in enumerate(names):  # no line without a window
        if not any(name in line for line in lines):
            lines[index % windows].append(name)
    return HallFile.model_validate(
        {
            "hall": {"id": "random", "name": _text("Random"), "level": "district"},
            "department": [{"id": "all", "name": _text("All")}],
            "series": [{"id": name, "letter": _letter(n)} for n, name in enumerate(names)],
            "group": [_group(name, random) for name in names],
            "priority": [
                {"id": "elder", "name": _text("Elder"), "rank": 1},
                {"id": "military", "name": _text("Military"), "rank": 2},
            ],
            "zone": [{"id": "lobby", "name": _text("Lobby")}],
            "window": [
                {"id": f"w{n}", "number": n + 1, "zone": "lobby", "serves": line}
                for n, line in enumerate(lines)
            ],
            "clerk": [{"id": f"c{n}", "name": _text(f"Clerk {n}")} for n in range(windows)],
            "kiosk": [{"id": "k1", "zone": "lobby", "printer": {"url": "socket://127.0.0.1:9100"}}],
            "caller": [{"id": f"p{n}", "window": f"w{n}"} for n in range(windows)],
        }
    )


def _group(name: str, random: Random) -> dict[str, Any]:
    return {
        "id": name,
        "name": _text(name),
        "department": "all",
        "series": name,
        "mean_service_s": random.randrange(240, 1080, 60),
    }


def _text(name: str) -> dict[str, str]:
    return {"zh": name, "en": name}


def _letter(index: int) -> str:
    tens, ones = divmod(index, 26)
    return (chr(ord("A") + tens - 1) if tens else "") + chr(ord("A") + ones)
