"""Leads somebody through the screens by ear and keys."""

from functools import partial
from typing import Final, NamedTuple, Protocol

from kiosk.core import screens
from kiosk.core.guidance import Guidance, guidance
from kiosk.core.ports import Speaker
from kiosk.core.screens import Screen

START: Final = "start"
NEXT: Final = "next"
PREVIOUS: Final = "previous"
CHOOSE: Final = "choose"
BACK: Final = "back"
REPEAT: Final = "repeat"


class Words(Protocol):
    """The texts of the screens; `qtkit.texts.Texts` is one."""

    def say(self, language: str, key: str, **facts: object) -> str: ...


class Touch(NamedTuple):
    action: str
    argument: str = ""


class Guide:
    """Speaks while `spoken` is chosen; keys move the focus and choose.

    Args:
        private: headphones are there, so what is personal may be spoken.
    """

    def __init__(self, speaker: Speaker, words: Words, *, private: bool) -> None:
        self._speaker = speaker
        self._words = words
        self._private = private
        self._language = ""
        self._kind: type | None = None
        self._told: Guidance | None = None
        self._focus = 0

    def follow(self, screen: Screen, language: str, *, spoken: bool) -> None:
        """Say what is new on the screen; what was being said is then no longer true."""
        if not spoken:
            if self._told is not None:
                self._told = None
                self._speaker.hush()
            return
        before, kind = self._told, self._kind
        now = guidance(screen, partial(self._words.say, language), private=self._private)
        turned = before is None or type(screen) is not kind or before.title != now.title
        turned = turned or language != self._language
        self._told, self._kind, self._language = now, type(screen), language
        if turned:
            self._focus = 0
            self._speak(now.words, self._focused())
        else:
            self._focus = min(self._focus, max(0, len(now.choices) - 1))
            if before is not None and now.note != before.note:
                self._speak(now.note)

    def key(self, key: str, screen: Screen) -> Touch | None:
        """Take a key; return the touch that it stands for, if it does."""
        told = self._told
        if told is None:
            return Touch("comfort", "spoken") if key == START else None
        if key in (NEXT, PREVIOUS) and told.choices:
            self._focus = (self._focus + (1 if key == NEXT else -1)) % len(told.choices)
            self._speak(self._focused())
        elif key in (REPEAT, START):
            self._speak(told.words, self._focused())
        elif key == CHOOSE and told.choices:
            choice = told.choices[self._focus]
            return Touch(choice.action, choice.argument)
        elif key == BACK:
            leads_back = isinstance(screen, screens.VisitorPage)
            return Touch("back" if leads_back else "done")
        elif len(key) == 1 and key.isdigit():
            typing = screens.MyTicket | screens.CheckIn
            return Touch("key" if isinstance(screen, typing) else "digit", key)
        return Touch("stay")

    def _focused(self) -> str:
        if self._told is None or not self._told.choices:
            return ""
        choice = self._told.choices[self._focus]
        count = len(self._told.choices)
        return self._words.say(
            self._language, "guide.choice", place=self._focus + 1, count=count, choice=choice.words
        )

    def _speak(self, *parts: str) -> None:
        text = " ".join(part for part in parts if part)
        if text:
            self._speaker.say(self._language, text)
