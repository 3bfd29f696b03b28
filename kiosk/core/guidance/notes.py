"""What may change on a screen while somebody listens."""

from collections.abc import Iterator

from kiosk.core import screens
from kiosk.core.guidance.words import Say
from kiosk.core.screens import Screen


def note(screen: Screen, say: Say, *, private: bool) -> Iterator[str]:
    """Yield it. What is personal is told in full only if `private`."""
    match screen:
        case screens.Identify(hint=hint) if hint:
            yield say(f"identify.hint.{hint}")
        case screens.Phone(digits=digits, wrong=wrong):
            yield _typed(digits, say, private=private)
            if wrong:
                yield say("phone.wrong")
        case screens.CheckIn(code=code, hint=hint):
            yield _typed(code, say, private=private)
            if hint:
                yield say(f"check_in.hint.{hint}")
        case screens.MyTicket():
            yield from _in_hand(screen, say)
        case screens.ConfirmDocument() if private:
            yield f"{say('confirm_document.name')} {screen.masked_name}"
            yield f"{say('confirm_document.tail')} {' '.join(screen.document_tail)}"
        case screens.Printing(number=number) if number:
            yield f"{say('printing.number')} {number}"
        case screens.Search(letters=letters) if letters:
            yield " ".join(letters)


def _typed(text: str, say: Say, *, private: bool) -> str:
    if not text:
        return ""
    return " ".join(text) if private else say("guide.typed", count=len(text))


def _in_hand(screen: screens.MyTicket, say: Say) -> Iterator[str]:
    yield screen.number
    standing = screen.standing
    if screen.confirming:
        yield say("my_ticket.sure", number=screen.number)
    elif standing is not None and standing.stage == "waiting" and standing.ahead is not None:
        key = "my_ticket.next" if standing.ahead == 0 else "my_ticket.ahead"
        yield say(key, count=standing.ahead)
    elif standing is not None:
        yield say(f"my_ticket.stage.{standing.stage}", window=standing.window)
    elif screen.hint:
        yield say(f"my_ticket.hint.{screen.hint}")
