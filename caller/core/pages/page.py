"""What all pages have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final, TypeAlias

from caller.core.actions import Action
from caller.core.moment import Moment
from caller.core.screens import Option, Reason, Screen

Press: TypeAlias = tuple[str, str]
"""An action and its argument, as a tap has them."""

HOTKEYS: Final = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the entries of a list, in their order; what comes after is chosen by arrow or mouse."""

PANIC_KEY: Final[Mapping[str, Press]] = {"F12": ("panic", "")}
EVERYWHERE_KEYS: Final[Mapping[str, Press]] = {
    **PANIC_KEY,
    "F1": ("help", ""),
    "F10": ("send_help", ""),
    "F11": ("language", ""),
}
"""Of the clerk's pages."""
BACK_KEYS: Final[Mapping[str, Press]] = {"Escape": ("back", ""), **EVERYWHERE_KEYS}
MARK_KEYS: Final[Mapping[str, Press]] = {
    "Up": ("mark", "-1"),
    "Down": ("mark", "1"),
    "PageUp": ("mark", "-6"),
    "PageDown": ("mark", "6"),
    "Enter": ("choose_marked", ""),
}


def together(*keys: Mapping[str, Press]) -> Mapping[str, Press]:
    """Return several sets of keys as one."""
    return {key: press for some in keys for key, press in some.items()}


def choosing(action: str, keys: str = HOTKEYS) -> Mapping[str, Press]:
    """Return the keys of a list, each of which does `action` with itself."""
    return {key: (action, key) for key in keys}


CONFIRM_KEYS: Final = together(
    BACK_KEYS,
    {"Enter": ("confirm.yes", ""), "Y": ("confirm.yes", ""), "N": ("back", "")},
)
ENTRY_KEYS: Final = together(BACK_KEYS, {"Enter": ("entry.done", "")})


@dataclass(frozen=True)
class Page:
    """One page of the panel. What it does not take was meant for a page that is gone."""

    needs: ClassVar[Action | None] = None
    """What the window must allow for the page to make sense."""
    keys: ClassVar[Mapping[str, Press]] = BACK_KEYS
    takes: ClassVar[frozenset[str]] = frozenset()
    harmless: ClassVar[frozenset[str]] = frozenset()
    """Those that change nothing in the hall, so that it is never too early for them."""
    citizens: ClassVar[bool] = False
    """The page is in the citizen's hands: the clerk cannot leave it."""

    def stands(self, moment: Moment) -> bool:
        """Tell whether the page makes sense now."""
        return self.needs is None or moment.may(self.needs)

    def screen(self, moment: Moment) -> Screen:
        """Return what is shown."""
        raise NotImplementedError

    def take(self, action: str, argument: str, moment: Moment) -> "Page | None":
        """Answer one of the taps it `takes`; return the page that follows, None for the panel."""
        raise NotImplementedError

    def settled(self, moment: Moment, *, done: bool) -> "Page | None":  # noqa: ARG002
        """Return the page that follows a command sent from here."""
        return self

    @property
    def parent(self) -> "Page | None":
        """The page that "back" opens."""
        return None

    def unless(self, sent: bool) -> "Page | None":  # noqa: FBT001 - what the desk's methods return
        """Leave the page if the command could be sent."""
        return None if sent else self


@dataclass(frozen=True)
class SendingPage(Page):
    """A page that stays until the command it has sent is done; if it was refused, it goes on."""

    sent: bool = field(default=False, kw_only=True)

    @property
    def follows(self) -> Page | None:
        """The page after the command."""
        return self.parent

    def settled(self, moment: Moment, *, done: bool) -> Page | None:  # noqa: ARG002
        if not self.sent:
            return self
        return self.follows if done else replace(self, sent=False)


def key_of(place: int) -> str:
    """Return the key of an entry by its place in the list; "" when there are no more keys."""
    return HOTKEYS[place] if place < len(HOTKEYS) else ""


def moved(mark: int, step: str, count: int) -> int:
    """Return where the mark is after `step` in a list of `count`, never out of it."""
    return max(0, min(count - 1, mark + int(step)))


def reasons(subject: str, moment: Moment) -> tuple[Reason, ...]:
    """Return the ready-made reasons of `subject` with their keys."""
    return tuple(
        Reason(text=text, key=str(place))
        for place, text in enumerate(moment.wording.reasons(subject), start=1)
    )


def reason_options(subject: str, moment: Moment) -> tuple[Option, ...]:
    """Return them as the entries of a list."""
    return tuple(
        Option(id=reason.key, key=reason.key, text=reason.text)
        for reason in reasons(subject, moment)
    )


def reason_given(subject: str, place: str, moment: Moment) -> str:
    """Return the reason at `place` in both languages; "" if there is none."""
    if place not in [reason.key for reason in reasons(subject, moment)]:
        return ""
    return moment.wording.bilingual(f"{subject}.{place}")
