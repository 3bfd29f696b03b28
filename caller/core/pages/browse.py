"""A list to search, of which one is chosen: the mechanism, for the pages of all themes."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from caller.core.moment import Moment, frame
from caller.core.pages.page import BACK_KEYS, MARK_KEYS, Page, moved, together
from caller.core.screens import Browse, Row


@dataclass(frozen=True)
class BrowsePage(Page):
    """Words: `{subject}.title`, and `{subject}.none` for an empty list."""

    search: str = ""
    marked: str = ""
    """The id of the marked row: rows may come and go above it."""
    opened_from: Page | None = field(default=None, kw_only=True)

    subject: ClassVar[str]
    keys = together(BACK_KEYS, MARK_KEYS)
    takes = frozenset({"browse.search", "browse.choose", "mark", "choose_marked"})
    harmless = frozenset({"browse.search", "mark"})

    def rows(self, moment: Moment) -> list[Row]:
        """Return all there is, in its order."""
        raise NotImplementedError

    def chosen(self, row_id: str, moment: Moment) -> Page | None:
        """Return the page that follows the choice of a row."""
        raise NotImplementedError

    @property
    def parent(self) -> Page | None:
        return self.opened_from

    def screen(self, moment: Moment) -> Browse:
        rows = self._matching(moment)
        marked = self._mark(rows)
        nothing = "" if rows else "browse.no_match" if self.search else f"{self.subject}.none"
        return Browse(
            frame=frame(moment),
            subject=self.subject,
            title=moment.wording.say(f"{self.subject}.title"),
            search=self.search,
            rows=tuple(replace(row, marked=place == marked) for place, row in enumerate(rows)),
            nothing=moment.wording.say(nothing) if nothing else "",
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        rows = self._matching(moment)
        match action:
            case "browse.search":
                return replace(self, search=argument, marked="")
            case "mark" if rows:
                return replace(self, marked=rows[moved(self._mark(rows), argument, len(rows))].id)
            case "choose_marked" if rows:
                return self._open(rows[self._mark(rows)].id, moment)
            case "browse.choose" if argument in [row.id for row in rows]:
                return self._open(argument, moment)
        return self

    def _open(self, row_id: str, moment: Moment) -> Page | None:
        """Choose a row, and remember it for the way back."""
        return replace(self, marked=row_id).chosen(row_id, moment)

    def _matching(self, moment: Moment) -> list[Row]:
        wanted = self.search.strip().casefold()
        return [
            row
            for row in self.rows(moment)
            if any(wanted in part.casefold() for part in (row.id, row.text, row.note, row.detail))
        ]

    def _mark(self, rows: list[Row]) -> int:
        """Return the place of the mark; of one that is gone, the first."""
        return next((place for place, row in enumerate(rows) if row.id == self.marked), 0)
