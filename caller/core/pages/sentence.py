"""Words are typed, for the record or for the citizens: the mechanism, for pages of all themes."""

from dataclasses import dataclass, field, replace
from typing import Final

from caller.core.moment import Moment, frame
from caller.core.pages.page import ENTRY_KEYS, Page, SendingPage
from caller.core.screens import Sentence

SENTENCE_CHARS_MAX: Final = 200
"""As many as the contract allows in one line of words."""


@dataclass(frozen=True)
class SentencePage(SendingPage):
    """Asks for words; they are still there when the command that took them was refused."""

    typed: str = field(default="", kw_only=True)

    keys = ENTRY_KEYS
    takes = frozenset({"entry.typed", "entry.done"})
    harmless = frozenset({"entry.typed"})

    def asked(self, moment: Moment) -> tuple[str, str]:
        """Return what is asked, and how to answer."""
        raise NotImplementedError

    def taken(self, words: str, moment: Moment) -> Page | None:
        """Return the page that follows `words`, which are never empty."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """Another subject is another text to type."""
        return type(self).__name__

    def screen(self, moment: Moment) -> Sentence:
        title, how = self.asked(moment)
        return Sentence(
            frame=frame(moment),
            subject=self.subject,
            title=title,
            how=how,
            chars_max=SENTENCE_CHARS_MAX,
            preset=self.typed,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "entry.typed":
            return replace(self, typed=argument[:SENTENCE_CHARS_MAX])
        words = " ".join(self.typed.split())
        return self.taken(words, moment) if words else self
