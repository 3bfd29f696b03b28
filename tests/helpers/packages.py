"""Packages of other people, laid on the path as an installer would."""

import importlib
from collections.abc import Mapping
from pathlib import Path

ENTRY_POINTS = "hallcall.devices"


def lay_package(site: Path, name: str, code: str, points: Mapping[str, str]) -> None:
    """Put a module and what an installer writes beside it into `site`."""
    module = name.replace("-", "_")
    (site / f"{module}.py").write_text(code, encoding="utf-8")
    about = site / f"{module}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = [f"[{ENTRY_POINTS}]", *(f"{point} = {value}" for point, value in points.items())]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    importlib.invalidate_caches()
