"""Draw the screens of all programs, or of those that are named: `python -m tests.gallery kiosk`."""

import sys
from pathlib import Path
from typing import Final

from tests.gallery.pages import index, page
from tests.gallery.programs import KEPT, PROGRAMS
from tests.gallery.shots import kept_at, save, save_changed, small

WHOLE: Final = Path("build") / "screens"


def main(names: list[str]) -> None:
    """Draw, keep, and write the pages. Exits with 2 for a program that is not known."""
    if unknown := set(names) - PROGRAMS.keys():
        sys.exit(f"no such program: {', '.join(sorted(unknown))}; there are {', '.join(PROGRAMS)}")
    for program in names or PROGRAMS:
        gone = set((KEPT / program).rglob("*.png"))
        for name, look in PROGRAMS[program].items():
            for state, shown in look.draw(look.states):
                save(shown, kept_at(WHOLE, program, name, state))
                kept = kept_at(KEPT, program, name, state)
                save_changed(small(shown), kept)
                gone.discard(kept)
            sys.stdout.write(f"{program} {name}: {len(look.states)} pictures\n")
            sys.stdout.flush()
        for file in gone:
            file.unlink()
        (KEPT / f"{program}.md").write_text(page(KEPT, program, PROGRAMS[program]))
    (KEPT / "README.md").write_text(index(PROGRAMS))


if __name__ == "__main__":
    main(sys.argv[1:])
